import { withEnvironmentTls } from "../database/index.ts";
import { type HttpTimeouts, httpTimeoutsOf } from "../hosts/http-settings.ts";
import { isLoopback, loopbackHosts } from "../network/loopback.ts";
import { type IdentityProviderClients, identityProviderClientsOf } from "../providers/identity/settings.ts";
import { type MailSettings, mailOf } from "../providers/mail/settings.ts";
import type { RegisteredApp } from "../providers/oauth-clients.ts";
import type { SealKey } from "../providers/seal.ts";
import type { SigningKey } from "../providers/sign-service-token.ts";
import { type GraphqlSettings, graphqlSettingsOf } from "../surfaces/graphql/settings.ts";
import type { AddressRange } from "../webhooks/index.ts";
import type { BrokerSource } from "./broker-settings.ts";
import { listOf, type ReadSettings, Settings, settingNames, webhookSecretNames } from "./environment.ts";
import { publicSettingErrors } from "./public-settings.ts";

/** The configuration; the settings have the same names on every runtime. */
export interface Config {
  /** Undefined for the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Direct URL of the same database, bypassing any pooler, for migrations and LISTEN/NOTIFY. */
  readonly databaseDirectUrl: string | undefined;
  readonly redis: RedisConfig;
  /** True when only this process writes to the database, so that an in-memory cache is correct without Redis. */
  readonly cachesInMemory: boolean;
  readonly port: number;
  readonly host: string;
  /** Number of serving processes, or one for each core; on Node and Deno. */
  readonly workers: number | "auto";
  /** HTTP timeouts; on Node and Deno. */
  readonly httpTimeouts: HttpTimeouts;
  /** How long the socket accepts connections after readiness fails. */
  readonly shutdownDelayMs: number;
  readonly dataDir: string;
  /** The public URL; its origin may always use cookies. */
  readonly publicUrl: URL;
  /** Allowed browser origins; `"*"` allows any, but without cookies. */
  readonly appOrigins: readonly string[] | "*";
  /** Additional request headers that those origins may send, in lower case. */
  readonly appHeaders: readonly string[];
  readonly passwordPolicy: "common" | "length";
  readonly limits: "on" | "off";
  /** Number of trusted proxies in front of the server; their addresses are not the caller's. */
  readonly trustedProxies: number;
  readonly logLevel: LogLevel;
  /** Whether responses carry `Server-Timing`; for development. */
  readonly serverTiming: boolean;
  /** Where metrics are served; absent where they are not. */
  readonly metrics?: MetricsConfig;
  /** Whether the last calls are recorded for `/dev`; in development only. */
  readonly recordsCalls: boolean;
  /** Encryption keys: the first encrypts, all decrypt. */
  readonly encryptionKeys: readonly SealKey[];
  /** Clients of identity providers. */
  readonly identityProviderClients: IdentityProviderClients;
  readonly mail: MailSettings;
  /** How long the event log is kept. */
  readonly eventsKeptDays: number;
  /** Brokers that get all public events. */
  readonly brokerUrls: readonly URL[];
  /** Where consumed messages come from. */
  readonly brokerSources: readonly BrokerSource[];
  /** Base URL of links in mail: `/verify`, `/reset`, `/email` and `/undo` below it. */
  readonly accountPages: string;
  /** Every setting by name, with its value unless that may be a secret. */
  readonly shownSettings: readonly ShownSetting[];
  /** Registered native apps. */
  readonly nativeApps: readonly RegisteredApp[];
  /** Signing keys of tokens for other services: the first signs, all are published. */
  readonly jwtKeys: readonly SigningKey[];
  readonly graphql: GraphqlSettings;
  /** Secrets of received webhooks by setting: the current one, and those that are still valid. */
  readonly webhookSecrets: Readonly<Record<string, readonly string[]>>;
  /** Whether webhooks are registered and sent. */
  readonly sendsWebhooks: boolean;
  /** Address ranges that webhooks may be sent to, in addition to public ones. */
  readonly webhookAddresses: readonly AddressRange[];
}

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** Access to `/metrics`: through a separate port, with a token, or both. */
export interface MetricsConfig {
  /** Absent: they are served on the application's own port. */
  readonly port?: number;
  readonly token?: string;
}

/** A setting without secrets, for display. */
export interface ShownSetting {
  readonly name: string;
  readonly isSet: boolean;
  readonly value?: string;
}

/** The Redis to use: in memory, a server, or Upstash over HTTPS. */
export type RedisConfig =
  | { readonly kind: "memory" }
  | { readonly kind: "tcp"; readonly url: string }
  | { readonly kind: "upstash"; readonly url: string; readonly token: string };

/** The configuration is invalid; the message names all errors at once and no secret. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

function redisOf(settings: ReadSettings, errors: string[]): RedisConfig {
  const { REDIS_URL, UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = settings;
  if (REDIS_URL !== undefined && (url !== undefined || token !== undefined))
    errors.push("REDIS_URL: cannot be combined with UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN");
  if ((url === undefined) !== (token === undefined))
    errors.push("UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN: one is set without the other");
  if (REDIS_URL !== undefined) return { kind: "tcp", url: REDIS_URL };
  return url === undefined || token === undefined ? { kind: "memory" } : { kind: "upstash", url, token };
}

function metricsOf({ METRICS_PORT: port, METRICS_TOKEN: token }: ReadSettings): { metrics?: MetricsConfig } {
  if (port === undefined && token === undefined) return {};
  return { metrics: { ...(port !== undefined && { port }), ...(token !== undefined && { token }) } };
}

/** Addresses to listen on that only this machine reaches. */
const localAddresses = ["::1", ...loopbackHosts];

/**
 * True on a developer's machine: the server listens on loopback, has no other public URL and no proxy in front. Pages
 * then show development content such as the demo account. Everything else is production.
 */
export const isDevelopment = ({
  publicUrl,
  host,
  trustedProxies,
}: Pick<Config, "publicUrl" | "host" | "trustedProxies">): boolean =>
  isLoopback(publicUrl) && localAddresses.includes(host) && trustedProxies === 0;

/** Load balancers poll readiness every few seconds. */
const productionShutdownDelayMs = 5000;

/** The settings that are set. An empty variable counts as unset, as in `PORT= npm start`. */
function present(environment: Environment): Record<string, string> {
  const set: Record<string, string> = {};
  for (const name of settingNames) {
    const value = environment[name];
    if (value) set[name] = name.startsWith("DATABASE_") ? withEnvironmentTls(value, environment) : value;
  }
  return set;
}

/** Settings that are safe to show; all others may contain a secret, such as a password in a URL. */
const shown = [
  "PORT",
  "HOST",
  "WORKERS",
  "HEADERS_TIMEOUT_MS",
  "BODY_TIMEOUT_MS",
  "KEEP_ALIVE_TIMEOUT_MS",
  "SEND_TIMEOUT_MS",
  "DATA_DIR",
  "APP_ORIGINS",
  "APP_HEADERS",
  "PASSWORD_POLICY",
  "LIMITS",
  "WEBHOOKS",
  "TRUSTED_PROXIES",
  "GRAPHQL",
  "EVENTS_KEPT_DAYS",
  "LOG_LEVEL",
] as const satisfies readonly (keyof ReadSettings)[];

const shownSettings = (set: object, settings: ReadSettings): ShownSetting[] => {
  const values = new Map<string, string>(shown.map((name) => [name, String(settings[name])]));
  return settingNames.map((name) => {
    const value = values.get(name);
    return { name, isSet: name in set, ...(value !== undefined && { value }) };
  });
};

/** Env files of containers are not parsed by a shell: quotes in them become part of the value. */
const isQuoted = (value: string | undefined) => /^(["'`]).*\1$/s.test(value ?? "");

/** Files written on Windows end lines with a carriage return, and secrets read from files end with a line break. */
const spaced = "; the white space around it must be removed, such as a carriage return at the end of a line";

/** The error of a refused value. White space around a value is invisible, so the error reports it. */
const errorOfValue = (set: Environment, name: string, message: string) =>
  `${name}: ${message}${set[name] === set[name]?.trim() ? "" : spaced}`;

const webhookSecretsIn = (set: Environment) =>
  Object.fromEntries(webhookSecretNames.map((name) => [name, listOf(set[name] ?? "")]));

const errorOf = (errors: readonly string[]) =>
  new ConfigError(`The configuration cannot be used:\n${errors.map((error) => `  ${error}`).join("\n")}`);

/** The part of the configuration that depends on no other setting. */
const plainSettingsOf = (settings: ReadSettings) => ({
  databaseUrl: settings.DATABASE_URL,
  databaseDirectUrl: settings.DATABASE_DIRECT_URL,
  port: settings.PORT,
  workers: settings.WORKERS,
  httpTimeouts: httpTimeoutsOf(settings),
  dataDir: settings.DATA_DIR,
  appOrigins: settings.APP_ORIGINS,
  appHeaders: settings.APP_HEADERS,
  passwordPolicy: settings.PASSWORD_POLICY,
  limits: settings.LIMITS,
  eventsKeptDays: settings.EVENTS_KEPT_DAYS,
  logLevel: settings.LOG_LEVEL,
  serverTiming: settings.SERVER_TIMING === "on",
  ...metricsOf(settings),
  encryptionKeys: settings.ENCRYPTION_KEYS,
  brokerUrls: settings.BROKER_URL,
  brokerSources: settings.BROKER_SOURCES,
  nativeApps: settings.NATIVE_APPS,
  jwtKeys: settings.JWT_KEYS,
  sendsWebhooks: settings.WEBHOOKS !== "off",
  webhookAddresses: settings.WEBHOOK_ALLOWED_ADDRESSES,
});

/**
 * Parses the environment into the configuration.
 * @throws {ConfigError} naming every error.
 */
export function readConfig(environment: Environment): Config {
  const set = present(environment);
  const errors = Object.entries(set)
    .filter(([, value]) => isQuoted(value))
    .map(([name]) => `${name}: must be without the quotes around it`);
  const parsed = Settings.safeParse(set);
  if (!parsed.success)
    throw errorOf([
      ...errors,
      ...parsed.error.issues.map(({ path, message }) => errorOfValue(set, path.join("."), message)),
    ]);
  const settings = parsed.data;
  const identityProviderClients = identityProviderClientsOf(settings, errors);
  const redis = redisOf(settings, errors);
  const publicUrl = new URL(settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`);
  const at = { publicUrl, host: settings.HOST, trustedProxies: settings.TRUSTED_PROXIES };
  const isEmbedded = settings.DATABASE_URL === undefined;
  if (isEmbedded && settings.DATABASE_DIRECT_URL !== undefined)
    errors.push("DATABASE_DIRECT_URL: is set without DATABASE_URL");
  if (settings.WORKERS !== 1 && settings.METRICS_TOKEN !== undefined && settings.METRICS_PORT === undefined)
    errors.push("METRICS_TOKEN: needs METRICS_PORT where WORKERS is set, since each process has metrics of its own");
  const mail = mailOf(settings, { isDevelopment: isDevelopment(at), isEmbedded }, errors);
  const { ENCRYPTION_KEYS, JWT_KEYS } = settings;
  if (!isDevelopment(at)) errors.push(...publicSettingErrors({ publicUrl, keys: { ENCRYPTION_KEYS, JWT_KEYS } }));
  if (errors.length > 0) throw errorOf(errors);
  return {
    ...plainSettingsOf(settings),
    ...at,
    redis,
    cachesInMemory: settings.MEMORY_CACHE === undefined ? isEmbedded : settings.MEMORY_CACHE === "on",
    shutdownDelayMs: settings.SHUTDOWN_DELAY_MS ?? (isDevelopment(at) ? 0 : productionShutdownDelayMs),
    recordsCalls: settings.CALL_RECORDER === "on" && isDevelopment(at),
    identityProviderClients,
    mail,
    accountPages: settings.ACCOUNT_PAGES ?? `${publicUrl.href.replace(/\/$/, "")}/account`,
    shownSettings: shownSettings(set, settings),
    graphql: graphqlSettingsOf(settings, isDevelopment(at)),
    webhookSecrets: webhookSecretsIn(set),
  };
}
