import { EventEmitter, on } from "node:events";
import { trpcServer } from "@hono/trpc-server";
import { initTRPC, tracked } from "@trpc/server";
import { Hono } from "hono";
import * as z from "zod";
import { serveFetch } from "./host.ts";
import { changeOf, tellPath } from "./streams-change.ts";

// A subscription as tRPC's guide writes it, on Hono. GET /trpc/things.changes, POST /tell?count=

const t = initTRPC.create();
const changes = new EventEmitter().setMaxListeners(0);

const router = t.router({
  things: t.router({
    changes: t.procedure
      .input(z.object({ lastEventId: z.string().optional() }).optional())
      .subscription(async function* ({ signal }) {
        for await (const [serial] of on(changes, "change", { ...(signal !== undefined && { signal }) }))
          yield tracked(String(serial), changeOf(serial));
      }),
  }),
});

const app = new Hono();
app.use("/trpc/*", trpcServer({ router }));
let serial = 0;
app.post(tellPath, (c) => {
  for (let count = Number(c.req.query("count")); count > 0; count--) changes.emit("change", ++serial);
  return c.body(null, 204);
});

await serveFetch(app.fetch);
