import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Api } from "../shared/contract/index.ts";
import type { Config } from "./config.ts";
import { type ApiHandlers, createPipeline, implementAll, standardFault } from "./procedures/index.ts";
import { describeError, type Log } from "./providers/log.ts";
import type { Authenticate, Door, HonoEnv } from "./surfaces/call.ts";
import { envelope } from "./surfaces/envelope.ts";
import { createHealthSurface, type Readiness } from "./surfaces/health.ts";
import { createOAuthSurface, type FinishSignIn } from "./surfaces/oauth/index.ts";
import { createOpenApiHandler, openApiPath } from "./surfaces/openapi/index.ts";
import { createOriginPolicy } from "./surfaces/origin.ts";
import { type About, createPagesSurface } from "./surfaces/pages/index.ts";
import { createRelatedOriginsHandler, relatedOriginsPath } from "./surfaces/related-origins.ts";
import { createRestSurface } from "./surfaces/rest/index.ts";
import { problemAnswer } from "./surfaces/rest/problem.ts";
import { createTrpcHandler, endpoint } from "./surfaces/trpc/index.ts";

/** Contracts, the code behind them, and what they run in. */
export interface Composition<T extends Api> {
  readonly api: T;
  readonly handlers: ApiHandlers<T>;
  readonly authenticate: Authenticate;
  /** Absent where nobody signs in by a provider. */
  readonly finishSignIn?: FinishSignIn;
  readonly readiness: Readiness;
  /** What the pages for people tell; without it there are none. */
  readonly about?: About;
  /** Serves `/assets/*`; absent where the platform does so before it asks us. */
  readonly assets?: Hono;
  readonly config: Pick<Config, "publicUrl" | "appOrigins" | "trustedProxies"> & Partial<Pick<Config, "serverTiming">>;
  readonly log: Log;
}

/** Makes one HTTP application of contracts, handlers and surfaces. It holds no connection: services come with each request. */
export function compose<const T extends Api>(composition: Composition<T>): Hono<HonoEnv> {
  const { api, handlers, authenticate, finishSignIn, readiness, about, assets, config, log } = composition;
  const origins = createOriginPolicy(config.publicUrl, config.appOrigins);
  const door: Door = { origins, authenticate, trustedProxies: config.trustedProxies };
  const implementations = implementAll(api, handlers);
  const execute = createPipeline((error, about) => log.error("failure", { ...about, error: describeError(error) }));

  const app = new Hono<HonoEnv>();
  const isSecure = config.publicUrl.protocol === "https:";
  app.use(envelope({ log, origins, isSecure, serverTiming: config.serverTiming ?? false }));
  app.options(
    "*",
    cors({
      origin: origins.isClosed ? (origin) => (origins.mayRead(origin) ? origin : null) : "*",
      credentials: origins.isClosed,
      allowMethods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
      // Open to all, and so without cookies, it matters little which headers a page sends.
      ...(origins.isClosed && {
        allowHeaders: ["authorization", "content-type", "idempotency-key", "trpc-accept", "x-request-id"],
      }),
      maxAge: 600,
    }),
  );
  app.all(`${endpoint}/*`, createTrpcHandler(implementations, execute, door));
  app.route("/api", createRestSurface(implementations.values(), execute, door));
  if (finishSignIn !== undefined) app.route("/oauth", createOAuthSurface(door, finishSignIn));
  if (about !== undefined) app.route("/", createPagesSurface(about));
  if (assets !== undefined) app.route("/", assets);
  app.get(openApiPath, createOpenApiHandler(api, config.publicUrl));
  app.get(relatedOriginsPath, createRelatedOriginsHandler(config.appOrigins));
  app.route("/", createHealthSurface(readiness));
  app.notFound((c) => problemAnswer(c, standardFault("no_such_procedure")));
  app.onError((error, c) => {
    log.error("failure", { requestId: c.get("requestId"), error: describeError(error) });
    return problemAnswer(c, standardFault("internal"));
  });
  return app;
}
