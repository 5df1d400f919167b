import { Hono } from "hono";
import { cors } from "hono/cors";
import { type Api, type Events, proceduresOf } from "../../shared/contract/index.ts";
import { mapMaybe } from "../concurrency/maybe-promise.ts";
import type { UnreadRequest } from "../hosts/application-server.ts";
import { createFetch, type Serve } from "../hosts/fetch-host.ts";
import type { Compress } from "../http/compression.ts";
import { type ConnectionErrorStatus, connectionErrorResponse } from "../http/connection-error.ts";
import { createEnvelope } from "../http/envelope.ts";
import type { Exchange, HttpRequest } from "../http/exchange.ts";
import { createFastPath, type FastPath, type FastPathOptions } from "../http/fast-path.ts";
import { envelopeMiddleware, type HonoEnv, respond, toHonoHandler } from "../http/hono.ts";
import type { Authenticate, HttpPolicy } from "../http/open-call.ts";
import { createOriginPolicy, type OriginPolicy } from "../http/origin.ts";
import type { HttpResponse } from "../http/response.ts";
import {
  type ApiHandlers,
  type CompileSchema,
  createPipeline,
  implementAll,
  type ReportError,
  type RolesInTenant,
  standardError,
  withFormerNames,
  withinTenant,
} from "../procedures/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import type { DevInbox } from "../providers/mail/index.ts";
import { asyncApiPath, createAsyncApiHandler } from "../surfaces/asyncapi/index.ts";
import { createSignInPages, type SignInPages, signInPath } from "../surfaces/authorization-server/sign-in-page.ts";
import { createTokenSurface, type TokenProcedures } from "../surfaces/authorization-server/token.ts";
import { createWellKnownSurface, protectedResourcePath } from "../surfaces/authorization-server/well-known.ts";
import type { CreateGraphql } from "../surfaces/graphql/index.ts";
import { createHealthSurface, type Readiness } from "../surfaces/health.ts";
import { createIdentityProviderCallback, type FinishSignIn } from "../surfaces/identity-provider-callback/index.ts";
import { createOpenApiHandler, openApiPath } from "../surfaces/openapi/index.ts";
import { createAccountPages } from "../surfaces/pages/account.ts";
import { createDevInboxPages } from "../surfaces/pages/dev-inbox.ts";
import { type About, createPagesSurface } from "../surfaces/pages/index.ts";
import { onlyOnThisMachine } from "../surfaces/pages/local-only.ts";
import { createRelatedOriginsHandler, relatedOriginsPath } from "../surfaces/related-origins.ts";
import { createRestSurface, restBase } from "../surfaces/rest/index.ts";
import { problemResponse } from "../surfaces/rest/problem.ts";
import {
  createOfficialHandler,
  createTrpcHandler,
  createTrpcSurface,
  endpoint,
  NotHandled,
} from "../surfaces/trpc/index.ts";
import { createWebhooksSurface, type ReceivedWebhooks } from "../surfaces/webhooks/index.ts";
import { noTelemetry, type Telemetry } from "../telemetry/index.ts";
import type { Config } from "./config.ts";

/** The contracts, handlers and policies of one application. */
export interface Composition<T extends Api> {
  readonly api: T;
  /** Public events, for the OpenAPI and AsyncAPI documents. */
  readonly events?: Events;
  readonly handlers: ApiHandlers<T>;
  /** Undefined on runtimes that forbid code generation (`new Function`), such as Workers. */
  readonly compileSchema?: CompileSchema;
  readonly authenticate: Authenticate;
  /** Required when a contract requires membership of a tenant. */
  readonly rolesInTenant?: RolesInTenant;
  /** Undefined without identity providers. */
  readonly finishSignIn?: FinishSignIn;
  /** Undefined when sign-in pages are hosted elsewhere and no OAuth client signs in. */
  readonly authorizationServer?: SignInPages & { readonly procedures: TokenProcedures };
  /** Webhooks of other systems. */
  readonly receivedWebhooks?: ReceivedWebhooks;
  readonly readiness: Readiness;
  /** Content of the built-in pages; without it they are not served. */
  readonly about?: About;
  /** Serves `/assets/*`; undefined where the platform serves them before a request reaches the app. */
  readonly assets?: Hono;
  /** Shown in development; `null` where mail is really sent. */
  readonly mailbox?: DevInbox | null;
  readonly config: Pick<Config, "publicUrl" | "appOrigins" | "trustedProxies"> &
    Partial<Pick<Config, "appHeaders" | "serverTiming">>;
  readonly log: Log;
  /** Routes for operators and developers; undefined where there are none, as in the worker. */
  readonly operations?: Hono<HonoEnv>;
  /** Observes requests; undefined where nothing does. */
  readonly telemetry?: Telemetry;
  /** Compresses shared responses; undefined where the platform compresses. */
  readonly compress?: Compress;
  /** Serves `/graphql`; undefined without it. */
  readonly graphql?: CreateGraphql;
}

/** An HTTP application. It holds no connection: services are passed with each request. */
export interface Application {
  readonly fetch: Serve;
  /**
   * Answers calls without a `Request`, with the same responses as `fetch`, and leaves the rest to `hono`.
   */
  readonly fastPath: FastPath;
  /** Every route through Hono, for hosts that have tried the fast path already. */
  readonly hono: Serve;
  /** Logs and answers bytes that never parsed as a request, for hosts that parse HTTP themselves. */
  readonly refuse: (request: UnreadRequest, status: ConnectionErrorStatus) => HttpResponse;
}

const unreadable = ({ method, path }: UnreadRequest): HttpRequest => ({
  method,
  url: path,
  path,
  header: () => undefined,
  readBytes: async () => new Uint8Array(),
});

/** Answers CORS preflight requests. */
const preflight = ({ isClosed, mayRead, requestHeaders }: OriginPolicy) =>
  cors({
    origin: isClosed ? (origin) => (mayRead(origin) ? origin : null) : "*",
    credentials: isClosed,
    allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    // An open API takes no cookies, so any request header is allowed.
    ...(isClosed && { allowHeaders: [...requestHeaders] }),
    maxAge: 600,
  });

/** The `WWW-Authenticate` challenge: the realm, and where the protected resource metadata says how to get a token. */
const challengeFor = ({ host, origin }: URL, hasMetadata: boolean) =>
  `Bearer realm="${host}"${hasMetadata ? `, resource_metadata="${origin}${protectedResourcePath}"` : ""}`;

/** Detail for the common mistake of a base URL that ends in a slash. */
const doubleSlashHint = ({ request }: Exchange) =>
  request.path.startsWith("//") ? { detail: "The path begins with two slashes: the base address ends in one." } : {};

/** @throws {TypeError} when a contract requires a tenant and `rolesInTenant` is missing. */
function checkTenantRoles<T extends Api>({ api, rolesInTenant }: Composition<T>): void {
  const tenantProcedure = proceduresOf(api).find(({ procedure }) => withinTenant(procedure));
  if (tenantProcedure !== undefined && rolesInTenant === undefined)
    throw new TypeError(`${tenantProcedure.name}: access: it requires a tenant, so compose() needs rolesInTenant`);
}

/** Creates what the routes of an application share: policies, the pipeline, the surfaces of procedures. */
function createParts<T extends Api>(composition: Composition<T>) {
  const { config, log, telemetry = noTelemetry, compress } = composition;
  const origins = createOriginPolicy(config.publicUrl, config.appOrigins, config.appHeaders);
  const httpPolicy: HttpPolicy = {
    origins,
    authenticate: composition.authenticate,
    trustedProxies: config.trustedProxies,
  };
  const implementations = implementAll(composition.api, composition.handlers, composition.compileSchema);
  const callable = withFormerNames(implementations);
  const reportError: ReportError = (error, about) =>
    log.error("request.failed", { ...about, error: describeError(error) });
  const execute = createPipeline(reportError, composition.rolesInTenant);
  const envelope = createEnvelope({
    log,
    origins,
    challenge: challengeFor(config.publicUrl, composition.authorizationServer !== undefined),
    isSecure: config.publicUrl.protocol === "https:",
    serverTiming: config.serverTiming ?? false,
    telemetry,
    compress,
  });
  const rest = createRestSurface(implementations.values(), execute, httpPolicy);
  const trpc = createTrpcSurface(callable, execute, httpPolicy);
  const graphql = composition.graphql?.({
    api: composition.api,
    implementations: callable,
    execute,
    httpPolicy,
    reportError,
  });
  return { origins, httpPolicy, implementations, callable, execute, envelope, rest, trpc, graphql };
}

/** The address of GraphQL. */
const graphqlPath = "/graphql";

type Parts = ReturnType<typeof createParts>;
type App = Hono<HonoEnv>;

function routeProcedures<T extends Api>(app: App, { about }: Composition<T>, parts: Parts): void {
  const { trpc, rest, graphql, callable: implementations, execute, httpPolicy } = parts;
  app.all(`${endpoint}/*`, createTrpcHandler(trpc, createOfficialHandler(implementations, execute, httpPolicy)));
  app.all(`${restBase}/*`, toHonoHandler(rest));
  if (graphql === undefined) return;
  app.all(graphqlPath, toHonoHandler(graphql.serve));
  if (about?.forDevelopers) app.route("/dev/graphql", graphql.explorer);
}

function routeSignIn<T extends Api>(app: App, composition: Composition<T>, parts: Parts): void {
  const { finishSignIn, authorizationServer, config } = composition;
  const { httpPolicy, implementations, execute } = parts;
  if (finishSignIn !== undefined) {
    const startPath = authorizationServer === undefined ? "/" : signInPath;
    app.route("/oauth", createIdentityProviderCallback({ httpPolicy, finishSignIn, startPath }));
  }
  if (authorizationServer === undefined) return;
  const { procedures, describeSignIn, readAuthorization } = authorizationServer;
  app.route("/oauth", createTokenSurface(implementations, procedures, execute, httpPolicy));
  app.route("/.well-known", createWellKnownSurface(config.publicUrl));
  app.route("/", createSignInPages(httpPolicy, { describeSignIn, readAuthorization }));
}

function routePages<T extends Api>(app: App, composition: Composition<T>, { httpPolicy }: Parts): void {
  const { about, receivedWebhooks, mailbox, assets, operations } = composition;
  if (about !== undefined) app.route("/", createPagesSurface(about));
  if (receivedWebhooks !== undefined) {
    const receive = createWebhooksSurface(receivedWebhooks);
    app.all("/webhooks/in/:name", (c) => toHonoHandler((exchange) => receive(exchange, c.req.param("name")))(c));
  }
  app.route("/account", createAccountPages(httpPolicy));
  if (mailbox) app.route("/dev/mail", createDevInboxPages(mailbox));
  if (assets !== undefined) app.route("/", assets);
  if (operations !== undefined) app.route("/", operations);
}

function routeDocuments<T extends Api>(app: App, { api, events = {}, config, readiness }: Composition<T>): void {
  app.get(openApiPath, toHonoHandler(createOpenApiHandler(api, events, config.publicUrl)));
  app.get(asyncApiPath, toHonoHandler(createAsyncApiHandler(events)));
  app.get(relatedOriginsPath, toHonoHandler(createRelatedOriginsHandler(config.appOrigins)));
  app.route("/", createHealthSurface(readiness));
}

/** Creates the entry points through which hosts call an application. */
function hostsOf(app: App, { envelope, rest, trpc, graphql }: Parts, failed: FastPathOptions["failed"]): Application {
  const direct = (exchange: Exchange) =>
    mapMaybe(trpc(exchange), (answer) => (answer instanceof NotHandled ? undefined : answer));
  const surfaces = {
    [`${restBase}/`]: rest,
    [`${endpoint}/`]: direct,
    ...(graphql !== undefined && {
      [graphqlPath]: (exchange: Exchange) =>
        exchange.request.path === graphqlPath ? graphql.serve(exchange) : undefined,
    }),
  };
  const fastPath = createFastPath({ envelope, surfaces, failed });
  const hono: Serve = (request, bindings) => app.fetch(request, bindings);
  const refuse: Application["refuse"] = (request, status) => {
    const exchange = envelope.open(unreadable(request), request);
    const answer = connectionErrorResponse(exchange, status);
    envelope.close(exchange, status);
    return answer;
  };
  return { fetch: createFetch(fastPath, hono), fastPath, hono, refuse };
}

/**
 * Composes contracts, handlers and surfaces into one HTTP application.
 * @throws {TypeError} when a contract requires a tenant and `rolesInTenant` is missing.
 */
export function compose<const T extends Api>(composition: Composition<T>): Application {
  checkTenantRoles(composition);
  const parts = createParts(composition);
  const failed = (exchange: Exchange, error: unknown) => {
    composition.log.error("request.failed", { requestId: exchange.requestId, error: describeError(error) });
    return problemResponse(exchange, standardError("internal"));
  };

  const app: App = new Hono<HonoEnv>();
  app.use(envelopeMiddleware(parts.envelope));
  app.use("/dev/*", onlyOnThisMachine);
  app.options("*", preflight(parts.origins));
  routeProcedures(app, composition, parts);
  routeSignIn(app, composition, parts);
  routePages(app, composition, parts);
  routeDocuments(app, composition);
  app.notFound(
    toHonoHandler((exchange) =>
      problemResponse(exchange, standardError("no_such_procedure", doubleSlashHint(exchange))),
    ),
  );
  app.onError((error, c) => respond(c, failed(c.get("exchange"), error)));
  return hostsOf(app, parts, failed);
}
