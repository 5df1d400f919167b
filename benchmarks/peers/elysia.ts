import { Elysia, t } from "elysia";
import { findArticle } from "./article.ts";
import { announce, hostname, port } from "./host.ts";

// Elysia with its own schemas; runs on Bun. GET /articles/:id?limit=, POST /articles

const text = t.String({ minLength: 1, maxLength: 200 });
const textOrNull = t.Union([t.String(), t.Null()]);

const limit = t.Integer({ minimum: 1, maximum: 100, default: 20 });
const response = t.Object({
  slug: text,
  title: t.String(),
  description: t.String(),
  body: t.String(),
  tagList: t.Array(t.String()),
  createdAt: t.String({ format: "date-time" }),
  updatedAt: t.String({ format: "date-time" }),
  favorited: t.Boolean(),
  favoritesCount: t.Integer(),
  limit: t.Integer(),
  author: t.Object({
    username: t.String({ minLength: 1, maxLength: 64 }),
    bio: textOrNull,
    image: textOrNull,
    following: t.Boolean(),
  }),
});

const app = new Elysia()
  .get("/articles/:id", ({ params, query }) => findArticle(params.id, query.limit), {
    params: t.Object({ id: text }),
    query: t.Object({ limit }),
    response,
  })
  .post("/articles", ({ body }) => findArticle(body.id, body.limit), { body: t.Object({ id: text, limit }), response });

announce();
app.listen({ port, hostname });
