import { Hono } from "hono";
import { cors } from "hono/cors";
import { type Api, proceduresOf } from "../../shared/contract/index.ts";
import type { UnreadRequest } from "../hosts/application-server.ts";
import { createFetch, type Serve } from "../hosts/fetch.ts";
import type { Authenticate, HttpPolicy } from "../http/call.ts";
import type { Compress } from "../http/compression.ts";
import { type ConnectionErrorStatus, connectionErrorResponse } from "../http/connection-error.ts";
import { createEnvelope } from "../http/envelope.ts";
import type { Exchange, HttpRequest } from "../http/exchange.ts";
import { enveloped, type HonoEnv, respond, served } from "../http/hono.ts";
import { createOriginPolicy, type OriginPolicy } from "../http/origin.ts";
import { createReadHandler, type ReadHandler } from "../http/read-handler.ts";
import type { HttpResponse } from "../http/response.ts";
import {
  type ApiHandlers,
  type CompileSchema,
  createPipeline,
  implementAll,
  mapMaybe,
  type RolesInTenant,
  standardError,
  withinTenant,
} from "../procedures/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import type { DevInbox } from "../providers/mail/index.ts";
import { createSignInPages, type SignInPages, signInPath } from "../surfaces/authorization-server/sign-in.ts";
import { createTokenSurface, type TokenProcedures } from "../surfaces/authorization-server/token.ts";
import { createWellKnownSurface, protectedResourcePath } from "../surfaces/authorization-server/well-known.ts";
import { createHealthSurface, type Readiness } from "../surfaces/health.ts";
import { createIdentityProviderCallback, type FinishSignIn } from "../surfaces/identity-provider-callback/index.ts";
import { createOpenApiHandler, openApiPath } from "../surfaces/openapi/index.ts";
import { createAccountPages } from "../surfaces/pages/account.ts";
import { createDevInboxPages } from "../surfaces/pages/dev-inbox.ts";
import { type About, createPagesSurface } from "../surfaces/pages/index.ts";
import { onlyOnThisMachine } from "../surfaces/pages/this-machine.ts";
import { createRelatedOriginsHandler, relatedOriginsPath } from "../surfaces/related-origins.ts";
import { createRestSurface, restBase } from "../surfaces/rest/index.ts";
import { problemAnswer } from "../surfaces/rest/problem.ts";
import {
  createOfficialHandler,
  createTrpcHandler,
  createTrpcSurface,
  endpoint,
  NotHandled,
} from "../surfaces/trpc/index.ts";
import type { Config } from "./config.ts";

/** Contracts, the code behind them, and what they run in. */
export interface Composition<T extends Api> {
  readonly api: T;
  readonly handlers: ApiHandlers<T>;
  /** Absent where code cannot be made at run time. */
  readonly compileSchema?: CompileSchema;
  readonly authenticate: Authenticate;
  /** Absent where no contract asks for membership of a tenant. */
  readonly rolesInTenant?: RolesInTenant;
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
  readonly mailbox?: DevInbox | null;
  readonly config: Pick<Config, "publicUrl" | "appOrigins" | "trustedProxies"> &
    Partial<Pick<Config, "appHeaders" | "serverTiming">>;
  readonly log: Log;
  /** Compresses responses that are everybody's; absent where the platform does. */
  readonly compress?: Compress;
}

/** An HTTP application. It holds no connection: services come with each request. */
export interface Application {
  readonly fetch: Serve;
  /** The same answers to what it does not leave to `hono`, for hosts that do without a `Request`. */
  readonly read: ReadHandler;
  /** All of it by Hono alone, for hosts that have asked `read` already. */
  readonly hono: Serve;
  /** The answer, logged, to bytes that never became a request, for hosts that read them themselves. */
  readonly refuse: (request: UnreadRequest, status: ConnectionErrorStatus) => HttpResponse;
}

const unreadable = ({ method, path }: UnreadRequest): HttpRequest => ({
  method,
  url: path,
  path,
  header: () => undefined,
  readBytes: async () => new Uint8Array(),
});

/** Answers to browsers that ask before a page may call. */
const preflight = ({ isClosed, mayRead, requestHeaders }: OriginPolicy) =>
  cors({
    origin: isClosed ? (origin) => (mayRead(origin) ? origin : null) : "*",
    credentials: isClosed,
    allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    // Open to all, and so without cookies, it matters little which headers a page sends.
    ...(isClosed && { allowHeaders: [...requestHeaders] }),
    maxAge: 600,
  });

/** What a caller without a good token is told: whose token is asked for, and where the metadata says how to get one. */
const challengeFor = ({ host, origin }: URL, hasMetadata: boolean) =>
  `Bearer realm="${host}"${hasMetadata ? `, resource_metadata="${origin}${protectedResourcePath}"` : ""}`;

/** A base address with a slash at its end, put before a path, leads nowhere. */
const astray = ({ request }: Exchange) =>
  request.path.startsWith("//") ? { detail: "The path begins with two slashes: the base address ends in one." } : {};

/** Makes one application of contracts, handlers and surfaces. */
export function compose<const T extends Api>(composition: Composition<T>): Application {
  const { api, handlers, authenticate, finishSignIn, authorizationServer, config, log } = composition;
  const { readiness, about, assets, mailbox } = composition;
  const origins = createOriginPolicy(config.publicUrl, config.appOrigins, config.appHeaders);
  const httpPolicy: HttpPolicy = { origins, authenticate, trustedProxies: config.trustedProxies };
  const implementations = implementAll(api, handlers, composition.compileSchema);
  const lost = proceduresOf(api).find(({ procedure }) => withinTenant(procedure));
  if (lost !== undefined && composition.rolesInTenant === undefined)
    throw new TypeError(`${lost.name}: access: it asks for a tenant, so compose() needs rolesInTenant`);
  const execute = createPipeline(
    (error, about) => log.error("request.failed", { ...about, error: describeError(error) }),
    composition.rolesInTenant,
  );

  const isSecure = config.publicUrl.protocol === "https:";
  const envelope = createEnvelope({
    log,
    origins,
    challenge: challengeFor(config.publicUrl, authorizationServer !== undefined),
    isSecure,
    serverTiming: config.serverTiming ?? false,
    compress: composition.compress,
  });
  const rest = createRestSurface(implementations.values(), execute, httpPolicy);
  const trpc = createTrpcSurface(implementations, execute, httpPolicy);
  const failed = (exchange: Exchange, error: unknown) => {
    log.error("request.failed", { requestId: exchange.requestId, error: describeError(error) });
    return problemAnswer(exchange, standardError("internal"));
  };

  const app = new Hono<HonoEnv>();
  app.use(enveloped(envelope));
  app.use("/dev/*", onlyOnThisMachine);
  app.options("*", preflight(origins));
  app.all(
    `${endpoint}/*`,
    createTrpcHandler(trpc, createOfficialHandler(implementations.values(), execute, httpPolicy)),
  );
  app.all(`${restBase}/*`, served(rest));
  if (finishSignIn !== undefined)
    app.route(
      "/oauth",
      createIdentityProviderCallback({
        httpPolicy,
        finishSignIn,
        startPath: authorizationServer === undefined ? "/" : signInPath,
      }),
    );
  if (authorizationServer !== undefined) {
    const { procedures, describeSignIn, readAuthorization } = authorizationServer;
    app.route("/oauth", createTokenSurface(implementations, procedures, execute, httpPolicy));
    app.route("/.well-known", createWellKnownSurface(config.publicUrl));
    app.route("/", createSignInPages(httpPolicy, { describeSignIn, readAuthorization }));
  }
  if (about !== undefined) app.route("/", createPagesSurface(about));
  app.route("/account", createAccountPages(httpPolicy));
  if (mailbox) app.route("/dev/mail", createDevInboxPages(mailbox));
  if (assets !== undefined) app.route("/", assets);
  app.get(openApiPath, served(createOpenApiHandler(api, config.publicUrl)));
  app.get(relatedOriginsPath, served(createRelatedOriginsHandler(config.appOrigins)));
  app.route("/", createHealthSurface(readiness));
  app.notFound(served((exchange) => problemAnswer(exchange, standardError("no_such_procedure", astray(exchange)))));
  app.onError((error, c) => respond(c, failed(c.get("exchange"), error)));

  const direct = (exchange: Exchange) =>
    mapMaybe(trpc(exchange), (answer) => (answer instanceof NotHandled ? undefined : answer));
  const surfaces = { [`${restBase}/`]: rest, [`${endpoint}/`]: direct };
  const read = createReadHandler({ envelope, surfaces, failed });
  const hono: Serve = (request, bindings) => app.fetch(request, bindings);
  const refuse = (request: UnreadRequest, status: ConnectionErrorStatus) => {
    const exchange = envelope.open(unreadable(request), request);
    const answer = connectionErrorResponse(exchange, status);
    envelope.close(exchange, status);
    return answer;
  };
  return { fetch: createFetch(read, hono), read, hono, refuse };
}
