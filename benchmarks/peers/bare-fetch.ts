import { findArticle } from "./article.ts";
import { serveFetch } from "./host.ts";

// Lower bound for runtimes with a built-in `fetch` server. GET /articles/{id}?limit=, POST /articles

await serveFetch(async (request) => {
  if (request.method === "POST") {
    const { id, limit } = await request.json();
    return Response.json(findArticle(id, limit));
  }
  const start = request.url.indexOf("/articles/") + "/articles/".length;
  const [id = "", search = ""] = request.url.slice(start).split("?");
  return Response.json(findArticle(id, Number(search.slice("limit=".length)) || 20));
});
