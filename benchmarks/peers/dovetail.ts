import { compose } from "../../server/compose.ts";
import { connect } from "../../server/database/index.ts";
import { implement } from "../../server/procedures/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createServices } from "../../server/services.ts";
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
const services = createServices(db, { passwordPolicy: "length", limits: "off" });
const app = compose({
  api,
  handlers,
  authenticate: async () => null,
  readiness: { isAccepting: () => true, dependencies: {} },
  config: { publicUrl: new URL(`http://localhost:${port}`), appOrigins: "*", trustedProxies: 0 },
  log,
});

await serveFetch(async (request) => await app.fetch(request, { services, address: null }));
