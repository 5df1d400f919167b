import { sql } from "kysely";
import * as z from "zod";
import { compose } from "../../server/app/compose.ts";
import { Settings } from "../../server/app/environment.ts";
import { createServices } from "../../server/app/services.ts";
import { connect } from "../../server/database/index.ts";
import { append } from "../../server/events/index.ts";
import { createApplicationServer } from "../../server/hosts/application-server.ts";
import { httpTimeoutsOf } from "../../server/hosts/http-settings.ts";
import { implement } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { defineApi, mutation } from "../../shared/contract/index.ts";
import { port, serveNode } from "./host.ts";

// One write with and without an event. POST /api/notes, POST /api/told-notes

const note = {
  access: "public",
  input: z.object({ body: z.string().min(1).max(200) }),
  output: z.object({ body: z.string() }),
} as const;
const contracts = {
  add: mutation({ ...note, summary: "Add a note", rest: { route: "POST /notes" } }),
  tell: mutation({ ...note, summary: "Add a note and tell of it", rest: { route: "POST /told-notes" } }),
};

const { db } = connect(process.env.DATABASE_URL ?? "", {
  maxConnections: 10,
  maxWaiting: 1000,
  connectTimeoutMs: 10_000,
  statementTimeoutMs: 10_000,
  onConnectionError: () => {},
});
const log = createLog("warn", console.log);
let serial = 0;
const app = compose({
  api: defineApi({ notes: contracts }),
  handlers: {
    notes: implement(contracts, {
      add: ({ input, write }) =>
        write(async (tx) => {
          await sql`insert into bench_note (body) values (${input.body})`.execute(tx);
          return input;
        }),
      tell: ({ input, write }) =>
        write(async (tx) => {
          await sql`insert into bench_note (body) values (${input.body})`.execute(tx);
          await append(tx, "account.registered", { accountId: ++serial, username: "ada" });
          return input;
        }),
    }),
  },
  compileSchema: z.compile,
  authenticate: async () => null,
  readiness: { isAccepting: () => true, dependencies: {} },
  config: { publicUrl: new URL(`http://localhost:${port}`), appOrigins: "*", trustedProxies: 0 },
  log,
});

serveNode(
  createApplicationServer({
    app,
    services: createServices(db, { passwordPolicy: "length", limits: "off" }),
    timeouts: httpTimeoutsOf(Settings.parse({})),
    defaultHost: "localhost",
    isAccepting: () => true,
    onFailure: console.error,
    onUnread: console.log,
  }),
);
