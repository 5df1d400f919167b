import { createServer } from "node:http";
import { os } from "orpc-2";
import { RPCHandler } from "orpc-2/node";
import { BatchHandlerPlugin } from "orpc-2/plugins";
import { Article, findArticle, Input } from "./article.ts";
import { serveNode } from "./host.ts";

// oRPC 2, a beta, on node:http. GET /rpc/articles/get?data=

const router = {
  articles: {
    get: os
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
