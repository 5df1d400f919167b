import { Hono } from "hono";
import { Article, findArticle, Input } from "./article.ts";
import { serveFetch } from "./host.ts";

// Hono with zod by hand, as its guide shows. GET /articles/:id?limit=, POST /articles

const app = new Hono();
app.get("/articles/:id", (c) => {
  const limit = c.req.query("limit");
  const input = Input.safeParse({ id: c.req.param("id"), limit: limit === undefined ? undefined : Number(limit) });
  if (!input.success) return c.json({ issues: input.error.issues }, 400);
  return c.json(Article.parse(findArticle(input.data.id, input.data.limit)));
});
app.post("/articles", async (c) => {
  const input = Input.safeParse(await c.req.json());
  if (!input.success) return c.json({ issues: input.error.issues }, 400);
  return c.json(Article.parse(findArticle(input.data.id, input.data.limit)));
});

await serveFetch(app.fetch);
