import { createServer } from "node:http";
import { os } from "@orpc/server";
import { RPCHandler } from "@orpc/server/node";
import { BatchHandlerPlugin } from "@orpc/server/plugins";
import { Article, findArticle, Input } from "./article.ts";
import { serveNode } from "./host.ts";

// oRPC on node:http as its guide shows. GET /rpc/articles/get?data=

const router = {
  articles: {
    get: os
      .route({ method: "GET" })
      .input(Input)
      .output(Article)
      .handler(({ input }) => findArticle(input.id, input.limit)),
    save: os
      .input(Input)
      .output(Article)
      .handler(({ input }) => findArticle(input.id, input.limit)),
  },
};
const handler = new RPCHandler(router, { plugins: [new BatchHandlerPlugin()] });

serveNode(
  createServer(async (request, response) => {
    const { matched } = await handler.handle(request, response, { prefix: "/rpc", context: {} });
    if (!matched) response.writeHead(404).end();
  }),
);
