import * as z from "zod";
import type { Webhook } from "../../shared/contract/index.ts";
import { receivedWebhooks } from "../../shared/received-webhooks.ts";
import { DatabaseAddressError, readDatabaseAddress } from "../database/index.ts";
import { httpFields, wholeNumber } from "../hosts/settings.ts";
import { identityProviderFields } from "../providers/identity/settings.ts";
import { mailFields } from "../providers/mail/settings.ts";
import { nativeApps } from "../providers/oauth-clients.ts";
import { graphqlFields } from "../surfaces/graphql/settings.ts";
import { webhookFields } from "../webhooks/index.ts";
import { brokerFields } from "./broker-settings.ts";
import { keys, signingKeys } from "./key-settings.ts";

const address = (protocols: readonly string[], example: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address such as ${example}`,
  });

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

/** Header names (RFC 9110, section 5.1). */
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

/** A secret that is sent in a header unchanged. */
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
  ...identityProviderFields,
  ...mailFields,
  ...graphqlFields,
  ...webhookFields,
  EVENTS_KEPT_DAYS: wholeNumber(1, 365).default(7).meta({
    description: "How long the event log is kept; a subscription or a broker that comes back later has missed events",
  }),
  ...brokerFields,
  LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"])
    .default("info")
    .meta({ description: "The lowest level that is logged" }),
  METRICS_PORT: wholeNumber(0, 65_535).optional().meta({
    description:
      "A port of its own for `/metrics`, on `HOST` (Node and Deno); not served without it or `METRICS_TOKEN`",
  }),
  METRICS_TOKEN: secretText.min(16, { error: "must have 16 characters at least" }).optional().meta({
    description: "The bearer token for `/metrics`; without `METRICS_PORT`, they are served on `PORT` (Node and Deno)",
  }),
  CALL_RECORDER: oneOf(["on", "off"]).default("off").meta({
    description: "`on`, as under `npm run dev`: `/dev` shows the last calls with their SQL; in development only",
  }),
  SERVER_TIMING: oneOf(["on", "off"]).default("off").meta({
    description: "`on`, as under `npm run dev`: responses carry `Server-Timing`",
  }),
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
