import { findArticle } from "./article.ts";
import { serveFetch } from "./host.ts";

// The floor of runtimes that serve `fetch` themselves. GET /articles/{id}?limit=

await serveFetch((request) => {
  const start = request.url.indexOf("/articles/") + "/articles/".length;
  const [id = "", search = ""] = request.url.slice(start).split("?");
  return Response.json(findArticle(id, Number(search.slice("limit=".length)) || 20));
});
