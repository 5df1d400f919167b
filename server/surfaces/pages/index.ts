import { Hono } from "hono";
import type { HonoEnv } from "../../http/hono.ts";
import { createDocs } from "./docs.ts";
import { createHome } from "./home.ts";
import type { About } from "./server-description.ts";

export type { About } from "./server-description.ts";

/** Creates the pages about the server: `/` and `/docs`. */
export function createPagesSurface(about: About): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get("/", createHome(about));
  app.get("/docs", createDocs(about));
  return app;
}
