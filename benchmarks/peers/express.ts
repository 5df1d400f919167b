import express from "express";
import { Article, findArticle, Input } from "./article.ts";
import { announce, hostname, port } from "./host.ts";

// Express with zod by hand. GET /articles/:id?limit=, POST /articles

const app = express();
app.get("/articles/:id", (request, response) => {
  const { limit } = request.query;
  const input = Input.safeParse({ id: request.params.id, limit: limit === undefined ? undefined : Number(limit) });
  if (!input.success) response.status(400).json({ issues: input.error.issues });
  else response.json(Article.parse(findArticle(input.data.id, input.data.limit)));
});
app.post("/articles", express.json(), (request, response) => {
  const input = Input.safeParse(request.body);
  if (!input.success) response.status(400).json({ issues: input.error.issues });
  else response.json(Article.parse(findArticle(input.data.id, input.data.limit)));
});

announce();
app.listen(port, hostname);
