import * as z from "zod";
import { DatabaseAddressError, readDatabaseAddress } from "../database/index.ts";
import { type HttpTimeouts, httpFields, httpTimeoutsOf, wholeNumber } from "../hosts/settings.ts";
import { type OAuthClients, oauthClientsOf, oauthFields } from "../providers/identity/settings.ts";
import { type MailSettings, mailFields, mailOf } from "../providers/mail/settings.ts";
import { nativeApps, type RegisteredApp } from "../providers/oauth-clients.ts";
import type { SealKey } from "../providers/seal.ts";
import type { SigningKey } from "../providers/service-tokens.ts";
import { keys, signingKeys } from "./key-settings.ts";
import { faultsInPublic } from "./public-settings.ts";

/** Everything that can be set, with its meaning; the same names on every runtime. */
export interface Config {
  /** Absent: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** The same database past any pooler, for migrations and notices. */
  readonly databaseDirectUrl: string | undefined;
  readonly redis: RedisConfig;
  /** Whether this process alone writes to the database, and may keep answers in its memory where there is no Redis. */
  readonly cachesInMemory: boolean;
  readonly port: number;
  readonly host: string;
  /** How long the other end of a connection may take; on Node and Deno. */
  readonly httpTimeouts: HttpTimeouts;
  /** How long the socket stays open after readiness is withdrawn. */
  readonly shutdownDelayMs: number;
  readonly dataDir: string;
  /** Address that users see; its origin may always use cookies. */
  readonly publicUrl: URL;
  /** Origins that may call from a browser; `"*"`: any, though without cookies. */
  readonly appOrigins: readonly string[] | "*";
  /** Headers that pages of those origins may send beside the usual, in small letters. */
  readonly appHeaders: readonly string[];
  readonly passwordPolicy: "common" | "length";
  readonly limits: "on" | "off";
  /** How many proxies in front of the server are ours; their addresses are not the caller's. */
  readonly trustedProxies: number;
  readonly logLevel: LogLevel;
  /** Whether responses carry `Server-Timing`: for development. */
  readonly serverTiming: boolean;
  /** What the service must read back is kept under the first; the others still open what they sealed. */
  readonly encryptionKeys: readonly SealKey[];
  /** Providers that people may sign in by. */
  readonly oauthClients: OAuthClients;
  readonly mail: MailSettings;
  /** Where the links of mails lead: `/verify`, `/reset`, `/email` and `/undo` below it. */
  readonly accountPages: string;
  /** Every setting by name, with its value where that cannot be a secret. */
  readonly shownSettings: readonly ShownSetting[];
  /** Apps that people may sign in to in the system's browser. */
  readonly nativeApps: readonly RegisteredApp[];
  /** The first signs tokens for other services; all of them are published. */
  readonly jwtKeys: readonly SigningKey[];
}

export type LogLevel = "debug" | "info" | "warn" | "error" | "silent";

/** A setting as people may see it. */
export interface ShownSetting {
  readonly name: string;
  readonly isSet: boolean;
  readonly value?: string;
}

/** Where Redis is: nowhere (in memory), a server, or Upstash over HTTPS. */
export type RedisConfig =
  | { readonly kind: "memory" }
  | { readonly kind: "tcp"; readonly url: string }
  | { readonly kind: "upstash"; readonly url: string; readonly token: string };

/** The configuration cannot be used; the message names every fault at once and no secret. */
export class ConfigError extends Error {
  override readonly name = "ConfigFault";
}

/** Text by name, as a runtime's environment gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

const address = (protocols: readonly string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address such as ${example}`,
  });

/** An address of PostgreSQL; a fault is told without it, since it may hold a password. */
const databaseAddress = z.string().superRefine((text, context) => {
  try {
    readDatabaseAddress(text);
  } catch (error) {
    if (!(error instanceof DatabaseAddressError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
  }
});

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of ${values.join(", ")}` });

/** As browsers send it: lower case, no default port. Apps in a web view have schemes of their own. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text) || text.includes("*")) return false;
  const { protocol, origin } = new URL(text);
  if (protocol === "https:" || protocol === "http:") return origin === text;
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+$/.test(text);
}

const origins = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ""),
  )
  .refine((list) => list.every(isOrigin) || (list.length === 1 && list[0] === "*"), {
    message: "must be * or origins such as https://app.example.com, separated by commas, without paths",
  })
  .transform((list) => (list[0] === "*" ? ("*" as const) : list));

const headerName = /^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/;

/** Names of headers (RFC 9110, section 5.1). */
const headerNames = z
  .string()
  .transform((text) =>
    text
      .toLowerCase()
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  )
  .refine((names) => names.length <= 50 && names.every((name) => headerName.test(name)), {
    message: "must be names of headers such as x-tenant-id, separated by commas",
  });

/** What goes into a header as it is. */
const secretText = z.string().regex(/^[\x21-\x7e]+$/, { error: "must be visible ASCII without spaces" });

const fields = {
  DATABASE_URL: databaseAddress.optional().meta({
    description: "The database, `postgres://user:password@host:5432/name`; without it, an embedded PostgreSQL",
  }),
  DATABASE_DIRECT_URL: databaseAddress.optional().meta({
    description:
      "The same database past its pooler, where `DATABASE_URL` leads to one: for migrations and notifications",
  }),
  REDIS_URL: address(["redis:", "rediss:"], "redis://host:6379").optional().meta({
    description:
      "A Redis server, on Node and Deno; without any Redis, `MEMORY_CACHE` decides whether responses are cached",
  }),
  UPSTASH_REDIS_REST_URL: address(["https:", "http:"], "https://name.upstash.io")
    .optional()
    .meta({ description: "Redis over HTTPS, in place of `REDIS_URL`" }),
  UPSTASH_REDIS_REST_TOKEN: secretText.optional().meta({ description: "Goes with the one above" }),
  MEMORY_CACHE: oneOf(["on", "off"]).optional().meta({
    description:
      "`on` caches responses in the process without Redis (Node and Deno): correct only if no other process writes to the database; `on` over the embedded one, else `off`",
  }),
  PORT: wholeNumber(0, 65_535).default(8787).meta({ description: "The port to listen on; 0 for any free port" }),
  HOST: z
    .string()
    .regex(/^(?:[A-Za-z0-9.-]+|[0-9A-Fa-f:.]+(?:%\w+)?)$/, {
      error: "must be an address or a name such as 127.0.0.1, 0.0.0.0 or ::, without a port",
    })
    .default("127.0.0.1")
    .meta({ description: "The address to listen on; `0.0.0.0` for all" }),
  ...httpFields,
  DATA_DIR: z
    .string()
    .min(1)
    .default(".data")
    .meta({ description: "The folder of the embedded database and its keys" }),
  PUBLIC_URL: address(["https:", "http:"], "https://api.example.com").optional().meta({
    description: "The address users see, `http://localhost:PORT` without it; its origin may use session cookies",
  }),
  APP_ORIGINS: origins.default("*").meta({
    description: "Origins of browser apps, separated by commas; `*` allows any, but without cookies",
  }),
  APP_HEADERS: headerNames.default([]).meta({
    description:
      "Request headers that pages of `APP_ORIGINS` may send beside the usual ones, separated by commas; `*` origins may send any",
  }),
  PASSWORD_POLICY: oneOf(["common", "length"]).default("common").meta({
    description: "`common` refuses common passwords, `length` only requires 8 to 128 characters",
  }),
  LIMITS: oneOf(["on", "off"]).default("on").meta({ description: "`off` for load and conformance runs" }),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0).meta({
    description: "The number of proxies in front that add the caller to `X-Forwarded-For`; limits count by it",
  }),
  ENCRYPTION_KEYS: keys.default([]).meta({
    description:
      "Keys that encrypt stored secrets, `2026a:<32 bytes in base64>`, separated by commas, the current one first; generated for the embedded database",
  }),
  JWT_KEYS: signingKeys.default([]).meta({
    description:
      "Keys that sign tokens for other services, in the format of `ENCRYPTION_KEYS`: the first signs, all are published; generated for the embedded database",
  }),
  NATIVE_APPS: nativeApps.default([]).meta({
    description:
      "Apps that sign in by the browser, separated by semicolons: `reader|Its name|com.example.reader:/oauth2redirect`, with one redirect URI or several",
  }),
  ...oauthFields,
  ...mailFields,
  LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"])
    .default("info")
    .meta({ description: "The lowest level that is logged" }),
  SERVER_TIMING: oneOf(["on", "off"]).default("off").meta({
    description: "`on`, as under `npm run dev`: responses carry `Server-Timing`",
  }),
};

/** Every setting, as a runtime's environment gives it. */
export const Settings = z.object(fields);

/** The names of all settings. */
export const settingNames: readonly string[] = Object.keys(fields);

function redisOf(settings: z.output<typeof Settings>, faults: string[]): RedisConfig {
  const { REDIS_URL, UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = settings;
  if (REDIS_URL !== undefined && (url !== undefined || token !== undefined))
    faults.push("REDIS_URL: cannot be combined with UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN");
  if ((url === undefined) !== (token === undefined))
    faults.push("UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN: one is set without the other");
  if (REDIS_URL !== undefined) return { kind: "tcp", url: REDIS_URL };
  return url === undefined || token === undefined ? { kind: "memory" } : { kind: "upstash", url, token };
}

const loopback = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

/**
 * True on a developer's own machine: the server listens there alone, nobody is told another address and no proxy stands
 * in front. Pages then show what strangers must not see, such as the demo account. Everything else is production.
 */
export const isDevelopment = ({
  publicUrl,
  host,
  trustedProxies,
}: Pick<Config, "publicUrl" | "host" | "trustedProxies">): boolean =>
  loopback.has(publicUrl.hostname) && loopback.has(host) && trustedProxies === 0;

/** Balancers look at readiness every few seconds. */
const productionShutdownDelayMs = 5000;

/** What is set to nothing counts as not set, as `PORT= npm start` would have it. */
const present = (environment: Environment) =>
  Object.fromEntries(settingNames.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));

/** All others may hold a secret, if only a password in an address. */
const shown = [
  "PORT",
  "HOST",
  "HEADERS_TIMEOUT_MS",
  "BODY_TIMEOUT_MS",
  "KEEP_ALIVE_TIMEOUT_MS",
  "SEND_TIMEOUT_MS",
  "DATA_DIR",
  "APP_ORIGINS",
  "APP_HEADERS",
  "PASSWORD_POLICY",
  "LIMITS",
  "TRUSTED_PROXIES",
  "LOG_LEVEL",
] as const satisfies readonly (keyof typeof fields)[];

const shownSettings = (set: object, settings: z.output<typeof Settings>): ShownSetting[] => {
  const values = new Map<string, string>(shown.map((name) => [name, String(settings[name])]));
  return settingNames.map((name) => {
    const value = values.get(name);
    return { name, isSet: name in set, ...(value !== undefined && { value }) };
  });
};

/** Files of settings for containers are no shell: quotes in them are part of the value. */
const isQuoted = (value: string | undefined) => /^(["'`]).*\1$/s.test(value ?? "");

const faultOf = (faults: readonly string[]) =>
  new ConfigError(`The configuration cannot be used:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);

/**
 * Gives the environment its meaning.
 * @throws {ConfigError} naming every fault.
 */
export function readConfig(environment: Environment): Config {
  const set = present(environment);
  const faults = Object.entries(set)
    .filter(([, value]) => isQuoted(value))
    .map(([name]) => `${name}: must be without the quotes around it`);
  const parsed = Settings.safeParse(set);
  if (!parsed.success)
    throw faultOf([...faults, ...parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)]);
  const settings = parsed.data;
  const oauthClients = oauthClientsOf(settings, faults);
  const redis = redisOf(settings, faults);
  const publicUrl = new URL(settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`);
  const at = { publicUrl, host: settings.HOST, trustedProxies: settings.TRUSTED_PROXIES };
  const isEmbedded = settings.DATABASE_URL === undefined;
  if (isEmbedded && settings.DATABASE_DIRECT_URL !== undefined)
    faults.push("DATABASE_DIRECT_URL: is set without DATABASE_URL");
  const mail = mailOf(settings, { isDevelopment: isDevelopment(at), isEmbedded }, faults);
  const { ENCRYPTION_KEYS, JWT_KEYS } = settings;
  if (!isDevelopment(at)) faults.push(...faultsInPublic({ publicUrl, keys: { ENCRYPTION_KEYS, JWT_KEYS } }));
  if (faults.length > 0) throw faultOf(faults);
  return {
    databaseUrl: settings.DATABASE_URL,
    databaseDirectUrl: settings.DATABASE_DIRECT_URL,
    redis,
    cachesInMemory: settings.MEMORY_CACHE === undefined ? isEmbedded : settings.MEMORY_CACHE === "on",
    ...at,
    port: settings.PORT,
    httpTimeouts: httpTimeoutsOf(settings),
    shutdownDelayMs: settings.SHUTDOWN_DELAY_MS ?? (isDevelopment(at) ? 0 : productionShutdownDelayMs),
    dataDir: settings.DATA_DIR,
    appOrigins: settings.APP_ORIGINS,
    appHeaders: settings.APP_HEADERS,
    passwordPolicy: settings.PASSWORD_POLICY,
    limits: settings.LIMITS,
    logLevel: settings.LOG_LEVEL,
    serverTiming: settings.SERVER_TIMING === "on",
    encryptionKeys: settings.ENCRYPTION_KEYS,
    oauthClients,
    mail,
    accountPages: settings.ACCOUNT_PAGES ?? `${publicUrl.href.replace(/\/$/, "")}/account`,
    shownSettings: shownSettings(set, settings),
    nativeApps: settings.NATIVE_APPS,
    jwtKeys: settings.JWT_KEYS,
  };
}
