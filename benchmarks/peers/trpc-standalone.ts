import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { serveNode } from "./host.ts";
import { router } from "./trpc-router.ts";

// tRPC's own server. GET /trpc/articles.get?input=

serveNode(createHTTPServer({ router, basePath: "/trpc/" }));
