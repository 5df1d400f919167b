import { findArticle } from "./article.ts";
import { serveFetch } from "./host.ts";

// Lower bound for runtimes with a built-in `fetch` server. GET /articles/{id}?limit=

await serveFetch((request) => {
  const start = request.url.indexOf("/articles/") + "/articles/".length;
  const [id = "", search = ""] = request.url.slice(start).split("?");
  return Response.json(findArticle(id, Number(search.slice("limit=".length)) || 20));
});
