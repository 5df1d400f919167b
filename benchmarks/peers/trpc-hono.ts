import { trpcServer } from "@hono/trpc-server";
import { Hono } from "hono";
import { serveFetch } from "./host.ts";
import { router } from "./trpc-router.ts";

// tRPC on Hono as shipped. GET /trpc/articles.get?input=

const app = new Hono();
app.use("/trpc/*", trpcServer({ router }));

await serveFetch(app.fetch);
