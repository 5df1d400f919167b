import type { Hono } from "hono";
import { events } from "../../shared/events.ts";
import { api } from "../../shared/index.ts";
import { receivedWebhooks } from "../../shared/received-webhooks.ts";
import { ping } from "../database/index.ts";
import { authenticateKey } from "../features/api-keys/index.ts";
import { describeSignIn, finishSignIn } from "../features/identity-providers/index.ts";
import { handlers } from "../features/index.ts";
import { readAuthorization } from "../features/oauth-clients/index.ts";
import { authenticate } from "../features/sessions/index.ts";
import type { Compress } from "../http/compression.ts";
import type { HonoEnv } from "../http/hono.ts";
import type { CompileSchema } from "../procedures/index.ts";
import type { Log } from "../providers/log.ts";
import type { DevInbox } from "../providers/mail/index.ts";
import type { CreateGraphql } from "../surfaces/graphql/index.ts";
import type { Telemetry } from "../telemetry/index.ts";
import { type Application, type Composition, compose } from "./compose.ts";
import { type Config, isDevelopment } from "./config.ts";
import { receivedWebhookHandlers } from "./received-webhooks.ts";

export interface AppOptions {
  readonly config: Pick<
    Config,
    | "publicUrl"
    | "host"
    | "appOrigins"
    | "appHeaders"
    | "trustedProxies"
    | "serverTiming"
    | "shownSettings"
    | "webhookSecrets"
    | "graphql"
  >;
  readonly log: Log;
  /** Routes for operators and developers; undefined where there are none, as in the worker. */
  readonly operations?: Hono<HonoEnv>;
  /** Observes requests; undefined where nothing does. */
  readonly telemetry?: Telemetry;
  /** Undefined on runtimes that forbid code generation (`new Function`), such as Workers. */
  readonly compileSchema?: CompileSchema;
  /** Compresses shared responses; undefined where the platform compresses. */
  readonly compress?: Compress;
  /** The runtime's name and version. */
  readonly runtime: string;
  /** Serves `/assets/*`; undefined where the platform serves them before a request reaches the app. */
  readonly assets?: Hono;
  /** The demo account, shown on the developers' pages. */
  readonly demo: { readonly email: string; readonly password: string };
  /** Shown in development; absent or `null` where mail is really sent. */
  readonly mailbox?: DevInbox | null;
  /** Serves `/graphql`; undefined without it. */
  readonly graphql?: CreateGraphql;
  /** False once the service is shutting down. */
  readonly isAccepting: () => boolean;
}

const authorizationServer = {
  procedures: { redeem: "apps.redeem", refresh: "sessions.refresh", revoke: "apps.revoke" },
  describeSignIn,
  readAuthorization,
} satisfies Composition<typeof api>["authorizationServer"];

const dependencies = {
  postgres: { isRequired: true, check: ({ db }) => ping(db) },
  redis: { isRequired: false, check: ({ pingRedis }) => pingRedis?.() ?? null },
} satisfies Composition<typeof api>["readiness"]["dependencies"];

/** The composition root: Dovetail's own contracts and features as one HTTP application. */
export const createApp = ({
  config,
  log,
  telemetry,
  operations,
  compileSchema,
  compress,
  runtime,
  assets,
  demo,
  mailbox = null,
  graphql,
  isAccepting,
}: AppOptions): Application =>
  compose({
    api,
    events,
    handlers,
    ...(compileSchema !== undefined && { compileSchema }),
    ...(compress !== undefined && { compress }),
    ...(telemetry !== undefined && { telemetry }),
    ...(operations !== undefined && { operations }),
    authenticate: async ({ db }, credential) => (await authenticateKey(db, credential)) ?? authenticate(db, credential),
    finishSignIn,
    authorizationServer,
    receivedWebhooks: {
      webhooks: receivedWebhooks,
      handlers: receivedWebhookHandlers,
      secrets: config.webhookSecrets,
    },
    readiness: { isAccepting, dependencies },
    about: {
      runtime,
      startedAt: new Date(),
      publicUrl: config.publicUrl,
      forDevelopers: isDevelopment(config)
        ? { settings: config.shownSettings, demo, hasGraphql: graphql !== undefined }
        : null,
    },
    ...(assets !== undefined && { assets }),
    ...(graphql !== undefined && { graphql }),
    mailbox,
    config,
    log,
  });
