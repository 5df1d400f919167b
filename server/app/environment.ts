import * as z from "zod";
import type { Webhook } from "../../shared/contract/index.ts";
import { receivedWebhooks } from "../../shared/received-webhooks.ts";
import { DatabaseAddressError, readDatabaseAddress } from "../database/index.ts";
import { httpFields, wholeNumber } from "../hosts/http-settings.ts";
import { identityProviderFields } from "../providers/identity/settings.ts";
import { mailFields } from "../providers/mail/settings.ts";
import { nativeApps } from "../providers/oauth-clients.ts";
import { graphqlFields } from "../surfaces/graphql/settings.ts";
import { webhookFields } from "../webhooks/index.ts";
import { brokerFields } from "./broker-settings.ts";
import { keys, signingKeys } from "./key-settings.ts";

const address = (protocols: readonly string[], example: string) =>
  z
    .string()
    .trim()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
      message: `must be an address such as ${example}`,
    });

/** True if the path is empty or the number of a database, and the password can be decoded; client libraries fail on others. */
function isRedisAddress(text: string): boolean {
  const { username, password, pathname } = new URL(text);
  try {
    decodeURIComponent(username + password);
  } catch {
    return false;
  }
  return /^(?:\/\d{0,5})?$/.test(pathname);
}

const redisAddress = address(["redis:", "rediss:"], "redis://host:6379").refine(
  (text) => !URL.canParse(text) || isRedisAddress(text),
  "must be an address such as redis://user:password@host:6379/0, whose path is the number of a database; in the password write % as %25",
);

/** A PostgreSQL URL. Error messages omit it, since it may contain a password. */
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

/** True for an origin as browsers send it: lower case, no default port. Apps in a web view have custom schemes. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text) || text.includes("*")) return false;
  const { protocol, origin } = new URL(text);
  if (protocol === "https:" || protocol === "http:") return origin === text;
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+$/.test(text);
}

/** The values of a setting that are separated by commas, with or without spaces. */
export const listOf = (text: string): readonly string[] =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");

const origins = z
  .string()
  .transform(listOf)
  .refine((list) => list.every(isOrigin) || (list.length === 1 && list[0] === "*"), {
    message: "must be * or origins such as https://app.example.com, separated by commas, without paths",
  })
  .transform((list) => (list[0] === "*" ? ("*" as const) : list));

const headerName = /^[a-z0-9!#$%&'*+.^_`|~-]{1,64}$/;

/** Header names (RFC 9110, section 5.1). */
const headerNames = z
  .string()
  .transform((text) => listOf(text.toLowerCase()))
  .refine((names) => names.length <= 50 && names.every((name) => headerName.test(name)), {
    message: "must be names of headers such as x-tenant-id, separated by commas",
  });

/** Number of serving processes; `auto` is one for each core. */
const workers = z
  .string()
  .refine((text) => text === "auto" || (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 64), {
    message: "must be auto or a whole number from 1 to 64",
  })
  .transform((text): number | "auto" => (text === "auto" ? text : Number(text)));

/** A secret that is sent in a header unchanged. */
const secretText = z.string().regex(/^[\x21-\x7e]+$/, { error: "must be visible ASCII without spaces" });

const fields = {
  DATABASE_URL: databaseAddress.optional(),
  DATABASE_DIRECT_URL: databaseAddress.optional(),
  REDIS_URL: redisAddress.optional(),
  UPSTASH_REDIS_REST_URL: address(["https:", "http:"], "https://name.upstash.io").optional(),
  UPSTASH_REDIS_REST_TOKEN: secretText.optional(),
  MEMORY_CACHE: oneOf(["on", "off"]).optional(),
  PORT: wholeNumber(0, 65_535).default(8787),
  HOST: z
    .string()
    .regex(/^(?:[A-Za-z0-9.-]+|[0-9A-Fa-f:.]+(?:%\w+)?)$/, {
      error: "must be an address or a name such as 127.0.0.1, 0.0.0.0 or ::, without a port",
    })
    .default("127.0.0.1"),
  WORKERS: workers.default(1),
  ...httpFields,
  DATA_DIR: z
    .string()
    .regex(/^\S(?:.*\S)?$/s, { error: "must be the path of a folder" })
    .default(".data"),
  PUBLIC_URL: address(["https:", "http:"], "https://api.example.com").optional(),
  APP_ORIGINS: origins.default("*"),
  APP_HEADERS: headerNames.default([]),
  PASSWORD_POLICY: oneOf(["common", "length"]).default("common"),
  LIMITS: oneOf(["on", "off"]).default("on"),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  ENCRYPTION_KEYS: keys.default([]),
  JWT_KEYS: signingKeys.default([]),
  NATIVE_APPS: nativeApps.default([]),
  ...identityProviderFields,
  ...mailFields,
  ...graphqlFields,
  ...webhookFields,
  EVENTS_KEPT_DAYS: wholeNumber(1, 365).default(7),
  ...brokerFields,
  LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"]).default("info"),
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  METRICS_TOKEN: secretText.min(16, { error: "must have 16 characters at least" }).optional(),
  CALL_RECORDER: oneOf(["on", "off"]).default("off"),
  SERVER_TIMING: oneOf(["on", "off"]).default("off"),
};

/** The schema of all settings, by environment variable. */
export const Settings = z.object(fields);

/** The parsed settings. */
export type ReadSettings = z.output<typeof Settings>;

/** The settings that received webhooks name for their secrets. */
export const webhookSecretNames: readonly string[] = Object.values<Webhook>(receivedWebhooks).map(
  ({ secret }) => secret,
);

/** The names of all settings. */
export const settingNames: readonly string[] = [...Object.keys(fields), ...webhookSecretNames];
