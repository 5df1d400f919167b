import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import * as z from "zod";
import { createCachingMemory, openCaching } from "../../server/app/caching.ts";
import { compose } from "../../server/app/compose.ts";
import { Settings } from "../../server/app/environment.ts";
import { createServices } from "../../server/app/services.ts";
import type { Schema } from "../../server/database/index.ts";
import { observe } from "../../server/entry/start-telemetry.ts";
import { createApplicationServer } from "../../server/hosts/application-server.ts";
import { httpTimeoutsOf } from "../../server/hosts/http-settings.ts";
import { createWriteBatch } from "../../server/hosts/write-batch.ts";
import { implement } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { defineApi, mutation, query } from "../../shared/contract/index.ts";
import { Article, findArticle, Input } from "./article.ts";
import { port, serveFetch, serveNode } from "./host.ts";

// Dovetail's own modules around one contract, composed as server/app/app.ts composes them.
// GET /trpc/articles.get?input= and GET /api/articles/{id}?limit=; `kept` is the same from the cache.

const article = { summary: "One article", access: "public", input: Input, output: Article } as const;
const contracts = {
  get: query({ ...article, rest: { route: "GET /articles/{id}" } }),
  save: mutation({
    summary: "Save an article",
    access: "public",
    input: Input,
    output: Article,
    rest: { route: "POST /articles" },
  }),
  kept: query({
    ...article,
    cache: { ttlSeconds: 600, scope: "shared", tags: ["article:{id}"] },
    rest: { route: "GET /kept/{id}" },
  }),
};
const api = defineApi({ articles: contracts });
const handlers = {
  articles: implement(contracts, {
    get: ({ input }) => findArticle(input.id, input.limit),
    save: ({ input, write }) => write(async () => findArticle(input.id, input.limit)),
    kept: ({ input }) => findArticle(input.id, input.limit),
  }),
};

const log = createLog("warn", console.log);
// Transactions without a database: what a mutation costs besides.
const db = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new PostgresIntrospector(of),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const caching = openCaching({ redis: { kind: "memory" }, db, log, memory: createCachingMemory(log) });
const services = createServices(db, { passwordPolicy: "length", limits: "off" }, caching);
const app = compose({
  api,
  handlers,
  compileSchema: z.compile,
  authenticate: async () => null,
  readiness: { isAccepting: () => true, dependencies: {} },
  config: { publicUrl: new URL(`http://localhost:${port}`), appOrigins: "*", trustedProxies: 0 },
  log,
  telemetry: observe({ ...(process.env.METRICS === "on" && { metrics: {} }), recordsCalls: false }, []).telemetry,
});

if (process.versions.bun === undefined) {
  // As server/entry/run-server.ts does, on Node and Deno.
  const timeouts = httpTimeoutsOf(Settings.parse({}));
  const isAccepting = () => true;
  const told = { onFailure: console.error, onUnread: console.log };
  serveNode(createApplicationServer({ app, services, timeouts, defaultHost: "localhost", isAccepting, ...told }));
} else {
  // Responses of one turn leave together.
  const writeBatch = createWriteBatch();
  await serveFetch(async (request) => {
    const response = await app.fetch(request, { services, address: null });
    return new Promise((resolve) => writeBatch(() => resolve(response)));
  });
}
