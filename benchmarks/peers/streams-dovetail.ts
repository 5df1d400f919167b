import { Hono } from "hono";
import * as z from "zod";
import { compose } from "../../server/app/compose.ts";
import { Settings } from "../../server/app/environment.ts";
import { createServices } from "../../server/app/services.ts";
import { connect } from "../../server/database/index.ts";
import { createApplicationServer } from "../../server/hosts/application-server.ts";
import { httpTimeoutsOf } from "../../server/hosts/http-settings.ts";
import type { HonoEnv } from "../../server/http/hono.ts";
import { createStreams } from "../../server/live/index.ts";
import { implement } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { defineApi, subscription } from "../../shared/contract/index.ts";
import { createMemoryLog } from "../../tests/live/memory-log.ts";
import { port, serveNode } from "./host.ts";
import { Change, changeOf, tellPath } from "./streams-change.ts";

// Dovetail's own modules around one subscription, over a log in memory. GET /trpc/things.changes, POST /tell?count=

const contracts = {
  changes: subscription({
    summary: "Follow things as they change",
    access: "public",
    input: z.object({}),
    events: ["account.registered"],
    output: Change,
  }),
};

const log = createLog("warn", console.log);
// Never connects.
const { db } = connect("postgres://nobody@127.0.0.1:1/none", {
  maxConnections: 1,
  maxWaiting: 1,
  connectTimeoutMs: 1,
  statementTimeoutMs: 1,
  onConnectionError: () => {},
});
const services = createServices(db, { passwordPolicy: "length", limits: "off" });
const source = createMemoryLog();
const streams = createStreams({
  source,
  services,
  log,
  findViewers: async (_services, viewers) => viewers,
  bounds: { maxStreamsPerCaller: 20_000 },
});
const operations = new Hono<HonoEnv>();
let serial = 0;
operations.post(tellPath, (c) => {
  for (let count = Number(c.req.query("count")); count > 0; count--)
    source.append("account.registered", { accountId: ++serial, username: "ada" });
  streams.wake();
  return c.body(null, 204);
});
const app = compose({
  api: defineApi({ things: contracts }),
  handlers: {
    things: implement(contracts, { changes: { read: ({ event }) => changeOf(event.payload.accountId) } }),
  },
  compileSchema: z.compile,
  authenticate: async () => null,
  readiness: { isAccepting: () => true, dependencies: {} },
  config: { publicUrl: new URL(`http://localhost:${port}`), appOrigins: "*", trustedProxies: 0 },
  log,
  operations,
});

serveNode(
  createApplicationServer({
    app,
    services: { ...services, streams },
    timeouts: httpTimeoutsOf(Settings.parse({})),
    defaultHost: "localhost",
    isAccepting: () => true,
    onFailure: console.error,
    onUnread: console.log,
  }),
);
