import { createServer, type ServerResponse } from "node:http";
import { findArticle } from "./article.ts";
import { serveNode } from "./host.ts";

// Lower bound: no routing, no validation, one JSON text. GET /articles/{id}?limit=, POST /articles

function answer(response: ServerResponse, id: string, limit: number): void {
  const body = JSON.stringify(findArticle(id, limit));
  response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}

serveNode(
  createServer((request, response) => {
    if (request.method === "POST") {
      let text = "";
      request.setEncoding("utf8");
      request.on("data", (piece) => {
        text += piece;
      });
      request.on("end", () => {
        const { id, limit } = JSON.parse(text);
        answer(response, id, limit);
      });
      return;
    }
    const [path = "", search = ""] = (request.url ?? "").split("?");
    answer(response, path.slice("/articles/".length), Number(search.slice("limit=".length)) || 20);
  }),
);
