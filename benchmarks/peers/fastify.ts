import Fastify from "fastify";
import { articleSchema, findArticle } from "./article.ts";
import { announce, hostname, port } from "./host.ts";

// Fastify with its own JSON Schema validation and serialization. GET /articles/:id?limit=, POST /articles

const app = Fastify();
const text = { type: "string", minLength: 1, maxLength: 200 } as const;
const limit = { type: "integer", minimum: 1, maximum: 100, default: 20 } as const;

app.get<{ Params: { id: string }; Querystring: { limit: number } }>(
  "/articles/:id",
  {
    schema: {
      params: { type: "object", properties: { id: text }, required: ["id"] },
      querystring: { type: "object", properties: { limit } },
      response: { 200: articleSchema },
    },
  },
  async (request) => findArticle(request.params.id, request.query.limit),
);

app.post<{ Body: { id: string; limit: number } }>(
  "/articles",
  {
    schema: {
      body: { type: "object", properties: { id: text, limit }, required: ["id"] },
      response: { 200: articleSchema },
    },
  },
  async (request) => findArticle(request.body.id, request.body.limit),
);

announce();
await app.listen({ port, host: hostname });
