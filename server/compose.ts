import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Api } from "../shared/contract/index.ts";
import type { Config } from "./config.ts";
import { createFetch, type Serve } from "./fetch.ts";
import {
  type ApiHandlers,
  type CompileSchema,
  createPipeline,
  implementAll,
  onceThere,
  standardFault,
} from "./procedures/index.ts";
import { describeError, type Log } from "./providers/log.ts";
import type { Mailbox } from "./providers/mail/index.ts";
import type { Authenticate, Door } from "./surfaces/call.ts";
import { createEnvelope } from "./surfaces/envelope.ts";
import type { Exchange } from "./surfaces/exchange.ts";
import { createHealthSurface, type Readiness } from "./surfaces/health.ts";
import { enveloped, type HonoEnv, respond, served } from "./surfaces/hono.ts";
import { createOAuthSurface, type FinishSignIn } from "./surfaces/oauth/index.ts";
import { createSignInSurface, type SignInPages } from "./surfaces/oauth/sign-in.ts";
import { createTokenSurface, type TokenProcedures } from "./surfaces/oauth/token.ts";
import { createWellKnownSurface } from "./surfaces/oauth/well-known.ts";
import { createOpenApiHandler, openApiPath } from "./surfaces/openapi/index.ts";
import { createOriginPolicy, type OriginPolicy } from "./surfaces/origin.ts";
import { createAccountPages } from "./surfaces/pages/account.ts";
import { type About, createPagesSurface } from "./surfaces/pages/index.ts";
import { createMailboxPages } from "./surfaces/pages/mailbox.ts";
import { createReads, type Read } from "./surfaces/reads.ts";
import { createRelatedOriginsHandler, relatedOriginsPath } from "./surfaces/related-origins.ts";
import { createRestSurface, restBase } from "./surfaces/rest/index.ts";
import { problemAnswer } from "./surfaces/rest/problem.ts";
import { createOfficialHandler, createTrpcHandler, createTrpcSurface, endpoint, Left } from "./surfaces/trpc/index.ts";

/** Contracts, the code behind them, and what they run in. */
export interface Composition<T extends Api> {
  readonly api: T;
  readonly handlers: ApiHandlers<T>;
  /** Absent where code cannot be made at run time. */
  readonly compileSchema?: CompileSchema;
  readonly authenticate: Authenticate;
  /** Absent where nobody signs in by a provider. */
  readonly finishSignIn?: FinishSignIn;
  /** Absent where people sign in on pages of somebody else's, and apps not at all. */
  readonly authorizationServer?: SignInPages & { readonly procedures: TokenProcedures };
  readonly readiness: Readiness;
  /** What the pages for people tell; without it there are none. */
  readonly about?: About;
  /** Serves `/assets/*`; absent where the platform does so before it asks us. */
  readonly assets?: Hono;
  /** Shown to developers; `null` where mail leaves. */
  readonly mailbox?: Mailbox | null;
  readonly config: Pick<Config, "publicUrl" | "appOrigins" | "trustedProxies"> & Partial<Pick<Config, "serverTiming">>;
  readonly log: Log;
}

/** An HTTP application. It holds no connection: services come with each request. */
export interface Application {
  readonly fetch: Serve;
  /** The same answers to what it does not leave to `hono`, for hosts that do without a `Request`. */
  readonly read: Read;
  /** All of it by Hono alone, for hosts that have asked `read` already. */
  readonly hono: Serve;
}

/** Answers to browsers that ask before a page may call. */
const preflight = ({ isClosed, mayRead }: OriginPolicy) =>
  cors({
    origin: isClosed ? (origin) => (mayRead(origin) ? origin : null) : "*",
    credentials: isClosed,
    allowMethods: ["GET", "HEAD", "POST", "PUT", "DELETE"],
    // Open to all, and so without cookies, it matters little which headers a page sends.
    ...(isClosed && {
      allowHeaders: ["authorization", "content-type", "idempotency-key", "trpc-accept", "x-request-id"],
    }),
    maxAge: 600,
  });

/** Makes one application of contracts, handlers and surfaces. */
export function compose<const T extends Api>(composition: Composition<T>): Application {
  const { api, handlers, authenticate, finishSignIn, authorizationServer, config, log } = composition;
  const { readiness, about, assets, mailbox } = composition;
  const origins = createOriginPolicy(config.publicUrl, config.appOrigins);
  const door: Door = { origins, authenticate, trustedProxies: config.trustedProxies };
  const implementations = implementAll(api, handlers, composition.compileSchema);
  const execute = createPipeline((error, about) => log.error("failure", { ...about, error: describeError(error) }));

  const isSecure = config.publicUrl.protocol === "https:";
  const envelope = createEnvelope({ log, origins, isSecure, serverTiming: config.serverTiming ?? false });
  const rest = createRestSurface(implementations.values(), execute, door);
  const trpc = createTrpcSurface(implementations, execute, door);
  const failed = (exchange: Exchange, error: unknown) => {
    log.error("failure", { requestId: exchange.requestId, error: describeError(error) });
    return problemAnswer(exchange, standardFault("internal"));
  };

  const app = new Hono<HonoEnv>();
  app.use(enveloped(envelope));
  app.options("*", preflight(origins));
  app.all(`${endpoint}/*`, createTrpcHandler(trpc, createOfficialHandler(implementations.values(), execute, door)));
  app.all(`${restBase}/*`, served(rest));
  if (finishSignIn !== undefined) app.route("/oauth", createOAuthSurface(door, finishSignIn));
  if (authorizationServer !== undefined) {
    const { procedures, describeSignIn, readAuthorization } = authorizationServer;
    app.route("/oauth", createTokenSurface(implementations, procedures, execute, door));
    app.route("/.well-known", createWellKnownSurface(config.publicUrl));
    app.route("/", createSignInSurface(door, { describeSignIn, readAuthorization }));
  }
  if (about !== undefined) app.route("/", createPagesSurface(about));
  app.route("/account", createAccountPages(door));
  if (mailbox) app.route("/dev/mail", createMailboxPages(mailbox));
  if (assets !== undefined) app.route("/", assets);
  app.get(openApiPath, served(createOpenApiHandler(api, config.publicUrl)));
  app.get(relatedOriginsPath, served(createRelatedOriginsHandler(config.appOrigins)));
  app.route("/", createHealthSurface(readiness));
  app.notFound(served((exchange) => problemAnswer(exchange, standardFault("no_such_procedure"))));
  app.onError((error, c) => respond(c, failed(c.get("exchange"), error)));

  const direct = (exchange: Exchange) =>
    onceThere(trpc(exchange), (answer) => (answer instanceof Left ? undefined : answer));
  const surfaces = { [`${restBase}/`]: rest, [`${endpoint}/`]: direct };
  const read = createReads({ envelope, surfaces, failed });
  const hono: Serve = (request, bindings) => app.fetch(request, bindings);
  return { fetch: createFetch(read, hono), read, hono };
}
