import { Hono } from "hono";
import { cors } from "hono/cors";
import { connect } from "../../server/database/index.ts";
import { createPipeline, implement, implementAll } from "../../server/procedures/index.ts";
import { createLog, describeError } from "../../server/providers/log.ts";
import { createServices } from "../../server/services.ts";
import type { Door, HonoEnv } from "../../server/surfaces/call.ts";
import { envelope } from "../../server/surfaces/envelope.ts";
import { createOriginPolicy } from "../../server/surfaces/origin.ts";
import { createRestSurface } from "../../server/surfaces/rest/index.ts";
import { createTrpcHandler, endpoint } from "../../server/surfaces/trpc/index.ts";
import { defineApi, query } from "../../shared/contract/index.ts";
import { Article, findArticle, Input } from "./article.ts";
import { port, serveFetch } from "./host.ts";

// Dovetail's own modules around one contract, composed as server/app.ts composes them.
// GET /trpc/articles.get?input= and GET /api/articles/{id}?limit=

const contracts = {
  get: query({
    summary: "One article",
    access: "anyone",
    input: Input,
    output: Article,
    rest: { route: "GET /articles/{id}" },
  }),
};
const api = defineApi({ articles: contracts });
const handlers = {
  articles: implement(contracts, { get: ({ input }) => findArticle(input.id, input.limit) }),
};

const log = createLog("warn", console.log);
// Never asked for a connection.
const { db } = connect("postgres://nobody@127.0.0.1:1/none", {
  maxConnections: 1,
  maxWaiting: 1,
  connectTimeoutMs: 1,
  statementTimeoutMs: 1,
  onConnectionError: () => {},
});
const services = createServices(db, { passwordPolicy: "length" });
const origins = createOriginPolicy(new URL(`http://localhost:${port}`), "*");
const door: Door = { origins, authenticate: async () => null };
const implementations = implementAll(api, handlers);
const execute = createPipeline((error, about) => log.error("failure", { ...about, error: describeError(error) }));

const app = new Hono<HonoEnv>();
app.use(envelope({ log, cookieMaxAgeSeconds: 1, isSecure: false }));
app.use(cors({ origin: "*", exposeHeaders: ["retry-after", "x-request-id"], maxAge: 600 }));
app.all(`${endpoint}/*`, createTrpcHandler(implementations, execute, door));
app.route("/api", createRestSurface(implementations.values(), execute, door));

await serveFetch(async (request) => await app.fetch(request, { services }));
