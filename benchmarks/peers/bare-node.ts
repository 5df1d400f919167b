import { createServer } from "node:http";
import { findArticle } from "./article.ts";
import { serveNode } from "./host.ts";

// Lower bound: no routing, no validation, one JSON text. GET /articles/{id}?limit=

serveNode(
  createServer((request, response) => {
    const [path = "", search = ""] = (request.url ?? "").split("?");
    const limit = Number(search.slice("limit=".length)) || 20;
    const body = JSON.stringify(findArticle(path.slice("/articles/".length), limit));
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
    response.end(body);
  }),
);
