import { Hono } from "hono";
import { cors } from "hono/cors";
import { api } from "../shared/index.ts";
import type { Config } from "./config.ts";
import { ping } from "./database/index.ts";
import { handlers } from "./features/index.ts";
import { absoluteDays, authenticate } from "./features/sessions/index.ts";
import { createPipeline, type Implementation, implementAll, standardFault } from "./procedures/index.ts";
import { describeError, type Log } from "./providers/log.ts";
import type { Door, HonoEnv } from "./surfaces/call.ts";
import { envelope } from "./surfaces/envelope.ts";
import { createHealthSurface } from "./surfaces/health.ts";
import { createOpenApiHandler, openApiPath } from "./surfaces/openapi/index.ts";
import { createOriginPolicy } from "./surfaces/origin.ts";
import { createRestSurface } from "./surfaces/rest/index.ts";
import { problemResponse } from "./surfaces/rest/problem.ts";
import { createTrpcHandler, endpoint } from "./surfaces/trpc/index.ts";

/** What the app is composed from. */
export interface AppOptions {
  readonly config: Pick<Config, "publicUrl" | "appOrigins">;
  readonly log: Log;
  /** False once the service is shutting down. */
  readonly isAccepting: () => boolean;
}

const secondsPerDay = 86_400;

/** The composition root: contracts, handlers and surfaces become one HTTP application. Holds no connection. */
export function createApp({ config, log, isAccepting }: AppOptions): Hono<HonoEnv> {
  const origins = createOriginPolicy(config.publicUrl, config.appOrigins);
  const door: Door = { origins, authenticate: ({ db }, credential) => authenticate(db, credential) };
  const implementations: ReadonlyMap<string, Implementation> = implementAll(api, handlers);
  const execute = createPipeline((error, about) => log.error("failure", { ...about, error: describeError(error) }));

  const app = new Hono<HonoEnv>();
  app.use(
    envelope({
      log,
      cookieMaxAgeSeconds: absoluteDays * secondsPerDay,
      isSecure: config.publicUrl.protocol === "https:",
    }),
  );
  app.use(
    cors({
      origin: origins.isClosed ? (origin) => (origins.mayRead(origin) ? origin : null) : "*",
      credentials: origins.isClosed,
      allowMethods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
      allowHeaders: ["authorization", "content-type", "idempotency-key", "trpc-accept", "x-request-id"],
      exposeHeaders: ["retry-after", "x-request-id"],
      maxAge: 600,
    }),
  );
  app.all(`${endpoint}/*`, createTrpcHandler(implementations, execute, door));
  app.route("/api", createRestSurface(implementations.values(), execute, door));
  app.get(openApiPath, createOpenApiHandler(api, config.publicUrl));
  app.route("/", createHealthSurface({ checks: { postgres: ({ env }) => ping(env.services.db) }, isAccepting }));
  app.notFound(() => problemResponse(standardFault("no_such_procedure")));
  app.onError((error, c) => {
    log.error("failure", { requestId: c.var.requestId, error: describeError(error) });
    return problemResponse(standardFault("internal"));
  });
  return app;
}
