import { describe, expect, test } from "vitest";
import { ConfigError, type Environment, readConfig } from "../server/app/config.ts";
import { listOf, settingNames } from "../server/app/environment.ts";
import { readDatabaseAddress } from "../server/database/index.ts";

/** The refusal's message. */
function errorsOf(environment: Environment): string {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error("nothing was refused");
}

const bad: Environment = {
  DATABASE_URL: "mysql://root:s3cret-db@db.internal/x",
  REDIS_URL: "http://:s3cret-redis@redis.internal",
  UPSTASH_REDIS_REST_URL: "ftp://s3cret-upstash.internal",
  PORT: "65536",
  PUBLIC_URL: "s3cret-public",
  APP_ORIGINS: "https://a.example.com/s3cret-path",
  PASSWORD_POLICY: "s3cret-policy",
  LIMITS: "maybe",
  TRUSTED_PROXIES: "-1",
  LOG_LEVEL: "loud",
  OIDC_ISSUER: "http://s3cret-issuer.example.com",
  NATIVE_APPS: "s3cret-app",
  JWT_KEYS: "s3cret-key",
};

test("a first start needs no setting at all", () => {
  expect(readConfig({})).toMatchObject({
    databaseUrl: undefined,
    redis: { kind: "memory" },
    port: 8787,
    host: "127.0.0.1",
    dataDir: ".data",
    publicUrl: new URL("http://localhost:8787"),
    appOrigins: "*",
    passwordPolicy: "common",
    limits: "on",
    trustedProxies: 0,
    logLevel: "info",
  });
});

test("a setting of nothing counts as not set", () => {
  expect(readConfig(Object.fromEntries(settingNames.map((name) => [name, ""])))).toEqual(readConfig({}));
});

test("white space around a value, as after lines of a file from Windows, is named in the error, or does not count", () => {
  const refused = {
    PORT: "8080\r",
    LIMITS: "off\r",
    LOG_LEVEL: " info",
    DATA_DIR: "data\r",
    METRICS_TOKEN: "0123456789abcdef\n",
  };
  const message = errorsOf(refused);
  for (const name of Object.keys(refused))
    expect(message).toMatch(new RegExp(`  ${name}: must be .*; the white space around it must be removed`));
  const environment = {
    PUBLIC_URL: "https://api.example.com\r",
    APP_ORIGINS: "https://app.example.com\r\n",
    UPSTASH_REDIS_REST_URL: "https://x.upstash.io \n",
    UPSTASH_REDIS_REST_TOKEN: "token",
  };
  const trimmed = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.trim()]));
  expect(readConfig(environment)).toEqual(readConfig(trimmed));
});

test("the TLS settings of libpq's environment apply to an address that names no mode", () => {
  const at = (query: string, environment: Environment) => {
    const { databaseUrl = "" } = readConfig({ DATABASE_URL: `postgres://u:p%23@host/db${query}`, ...environment });
    return readDatabaseAddress(databaseUrl);
  };
  const unverified = { tls: "on", password: "p#", tlsOptions: { rejectUnauthorized: false } };
  expect(at("", { PGSSLMODE: "require" })).toMatchObject(unverified);
  expect(at("?application_name=a%20b", { PGSSLMODE: "prefer" })).toMatchObject({
    tls: "prefer",
    applicationName: "a b",
  });
  expect(at("?sslmode=disable", { PGSSLMODE: "require" })).toMatchObject({ tls: "off" });
  expect(at("", {}).tls).toBeUndefined();
  expect(errorsOf({ DATABASE_URL: "postgres://u@host/db", PGSSLMODE: "perhaps" })).toMatch(/DATABASE_URL: .*sslmode/);
});

test("settings of other programs are left alone", () => {
  expect(readConfig({ PATH: "/bin", HOME: "/root" })).toEqual(readConfig({}));
});

test("every error is named in one message, and no value is repeated in it", () => {
  const message = errorsOf(bad);
  for (const name of Object.keys(bad)) expect(message).toContain(`  ${name}: must be `);
  expect(message.split("\n")).toHaveLength(Object.keys(bad).length + 1);
  expect(message).not.toMatch(/s3cret|internal|maybe|loud/);
});

test("settings that contradict each other are named", () => {
  expect(errorsOf({ UPSTASH_REDIS_REST_URL: "https://x.upstash.io" })).toContain("UPSTASH_REDIS_REST_TOKEN");
  expect(errorsOf({ UPSTASH_REDIS_REST_TOKEN: "s3cret" })).not.toContain("s3cret");
  const both = errorsOf({
    REDIS_URL: "redis://:s3cret@localhost",
    UPSTASH_REDIS_REST_URL: "https://x.upstash.io",
    UPSTASH_REDIS_REST_TOKEN: "s3cret",
  });
  expect(both).toContain("REDIS_URL: cannot be combined");
  expect(both).not.toContain("s3cret");
});

test.each(["redis:6379", "redis:///run/redis.sock", "redis://:s3cret%zz@host", "rediss://host/cache"])(
  "an address of Redis that no client could use is refused: %s",
  (address) => {
    expect(errorsOf({ REDIS_URL: address })).toMatch(/REDIS_URL: must be an address such as.*number of a database/);
    expect(errorsOf({ REDIS_URL: address })).not.toContain("s3cret");
  },
);

test.each(["redis://:p%25%2F@host:6379/3", "rediss://host/", "redis://localhost?family=0"])(
  "the address %s of Redis is accepted",
  (address) => expect(readConfig({ REDIS_URL: address }).redis).toEqual({ kind: "tcp", url: address }),
);

test("Redis is where the settings say", () => {
  expect(readConfig({ REDIS_URL: "rediss://host:6379" }).redis).toEqual({ kind: "tcp", url: "rediss://host:6379" });
  const upstash = { UPSTASH_REDIS_REST_URL: "https://x.upstash.io", UPSTASH_REDIS_REST_TOKEN: "t" };
  expect(readConfig(upstash).redis).toEqual({ kind: "upstash", url: "https://x.upstash.io", token: "t" });
});

describe("a port", () => {
  test.each(["-1", "65536", "1e3", "0x10", "80.5", " 80", "eighty", "99999999999"])("of %j is refused", (PORT) => {
    expect(errorsOf({ PORT })).toContain("PORT: must be a whole number from 0 to 65535");
  });

  test.each(["0", "1", "65535"])("of %j is taken", (PORT) => {
    expect(readConfig({ PORT }).port).toBe(Number(PORT));
  });
});

describe("where others reach the server, refused is", () => {
  const inPublic = { PUBLIC_URL: "https://api.example.com" };

  test.each<[string, Environment, string]>([
    [
      "an address with credentials",
      { PUBLIC_URL: "https://s3cret:s3cret@api.example.com" },
      "PUBLIC_URL: must be an address alone",
    ],
    [
      "an address with a query",
      { PUBLIC_URL: "https://api.example.com/?s3cret" },
      "PUBLIC_URL: must be an address alone",
    ],
    [
      "a key of zeros",
      { ...inPublic, ENCRYPTION_KEYS: `a:${"A".repeat(43)}` },
      "ENCRYPTION_KEYS: the key a must be 32 random bytes",
    ],
    [
      "a key to sign of one byte",
      { ...inPublic, JWT_KEYS: `b:${Buffer.alloc(32, 7).toString("base64")}` },
      "JWT_KEYS: the key b must be 32 random bytes",
    ],
  ])("%s", (_what, environment, error) => {
    expect(errorsOf(environment)).toContain(error);
    expect(errorsOf(environment)).not.toContain("s3cret");
  });
});

test.each<[Environment, string]>([
  [{ PUBLIC_URL: '"https://api.example.com"' }, "PUBLIC_URL: must be without the quotes around it"],
  [
    { RESEND_API_KEY: "'s3cret'", MAIL_FROM: "mail@example.com" },
    "RESEND_API_KEY: must be without the quotes around it",
  ],
  [{ HOST: "localhost:8787" }, "HOST: must be an address or a name"],
  [{ HOST: "http://localhost" }, "HOST: must be an address or a name"],
  [
    { GOOGLE_CLIENT_ID: "id", GOOGLE_CLIENT_SECRET: "s3cret\n" },
    "GOOGLE_CLIENT_SECRET: must be without white space around it",
  ],
  [{ RESEND_API_KEY: "s3cret\n", MAIL_FROM: "mail@example.com" }, "RESEND_API_KEY: must be visible ASCII"],
  [
    { UPSTASH_REDIS_REST_URL: "https://x.upstash.io", UPSTASH_REDIS_REST_TOKEN: "s3cret é" },
    "UPSTASH_REDIS_REST_TOKEN: must be visible ASCII",
  ],
  [
    { APPLE_CLIENT_ID: "a", APPLE_TEAM_ID: "b", APPLE_KEY_ID: "c", APPLE_PRIVATE_KEY: "s3cret" },
    "APPLE_PRIVATE_KEY: must be the key as Apple hands it out",
  ],
  [{ ENCRYPTION_KEYS: `a:${"A".repeat(43)},a:${"B".repeat(42)}A` }, "ENCRYPTION_KEYS: must be keys such as"],
  [{ APP_HEADERS: "x tenant" }, "APP_HEADERS: must be names of headers"],
])("a malformed value is reported at start and not at the first use: %j", (environment, error) => {
  expect(errorsOf(environment)).toContain(error);
  expect(errorsOf(environment)).not.toContain("s3cret");
});

test.each(["::", "0.0.0.0", "localhost", "api.internal", "fe80::1%eth0"])("HOST may be %s", (HOST) => {
  expect(readConfig({ HOST }).host).toBe(HOST);
});

test("settings with several values take a comma with or without spaces, as for the secrets of a webhook while one is rotated", () => {
  expect(listOf("whsec_new, whsec_old,whsec_older ,")).toEqual(["whsec_new", "whsec_old", "whsec_older"]);
  expect(listOf("")).toEqual([]);
});
