import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ConfigError, type Environment, isDevelopment, readConfig } from "../server/app/config.ts";
import { warnAboutSettings } from "../server/app/setting-warnings.ts";
import { settingNames } from "../server/app/settings.ts";
import { createLog } from "../server/providers/log.ts";

/** The refusal's message. */
function faultsOf(environment: Environment): string {
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

test("settings of other programs are left alone", () => {
  expect(readConfig({ PATH: "/bin", HOME: "/root" })).toEqual(readConfig({}));
});

test("every fault is named in one message, and no value is repeated in it", () => {
  const message = faultsOf(bad);
  for (const name of Object.keys(bad)) expect(message).toContain(`  ${name}: must be `);
  expect(message.split("\n")).toHaveLength(Object.keys(bad).length + 1);
  expect(message).not.toMatch(/s3cret|internal|maybe|loud/);
});

test("settings that contradict each other are named", () => {
  expect(faultsOf({ UPSTASH_REDIS_REST_URL: "https://x.upstash.io" })).toContain("UPSTASH_REDIS_REST_TOKEN");
  expect(faultsOf({ UPSTASH_REDIS_REST_TOKEN: "s3cret" })).not.toContain("s3cret");
  const both = faultsOf({
    REDIS_URL: "redis://:s3cret@localhost",
    UPSTASH_REDIS_REST_URL: "https://x.upstash.io",
    UPSTASH_REDIS_REST_TOKEN: "s3cret",
  });
  expect(both).toContain("REDIS_URL: cannot be combined");
  expect(both).not.toContain("s3cret");
});

test("Redis is where the settings say", () => {
  expect(readConfig({ REDIS_URL: "rediss://host:6379" }).redis).toEqual({ kind: "tcp", url: "rediss://host:6379" });
  const upstash = { UPSTASH_REDIS_REST_URL: "https://x.upstash.io", UPSTASH_REDIS_REST_TOKEN: "t" };
  expect(readConfig(upstash).redis).toEqual({ kind: "upstash", url: "https://x.upstash.io", token: "t" });
});

describe("a port", () => {
  test.each(["-1", "65536", "1e3", "0x10", "80.5", " 80", "eighty", "99999999999"])("of %j is refused", (PORT) => {
    expect(faultsOf({ PORT })).toContain("PORT: must be a whole number from 0 to 65535");
  });

  test.each(["0", "1", "65535"])("of %j is taken", (PORT) => {
    expect(readConfig({ PORT }).port).toBe(Number(PORT));
  });
});

describe("settings that can be used and hardly be meant are told by name", () => {
  const warningsOf = (environment: Environment, isPlainHttp = true) => {
    const lines: string[] = [];
    const log = createLog("info", (line) => lines.push(line));
    warnAboutSettings({ config: readConfig(environment), environment, log, isPlainHttp });
    expect(lines.join()).not.toContain("s3cret");
    return lines
      .map((line) => JSON.parse(line))
      .map(({ setting, problem, advice }) => `${setting}: ${problem}; ${advice}`);
  };
  const inPublic = { PUBLIC_URL: "https://api.example.com", TRUSTED_PROXIES: "1" };

  test("a usual start, here or in public, is told nothing", () => {
    expect(
      warningsOf({ PATH: "/bin", HOME: "/root", HOSTNAME: "x", PORTS: "", MAIL: "/var/mail/me", PWD: "/" }),
    ).toEqual([]);
    expect(
      warningsOf({ ...inPublic, HOST: "0.0.0.0", NODE_ENV: "production", REDIS_TLS_URL: "x", GITHUB_TOKEN: "x" }),
    ).toEqual([]);
  });

  test.each([
    ["TRUSTED_PROXY", "TRUSTED_PROXIES"],
    ["APP_ORIGIN", "APP_ORIGINS"],
    ["JWT_KEY", "JWT_KEYS"],
    ["DATABASE_URI", "DATABASE_URL"],
    ["MAIL_FORM", "MAIL_FROM"],
    ["PUBLICURL", "PUBLIC_URL"],
    ["public_url", "PUBLIC_URL"],
    ["ENCRYPTION-KEYS", "ENCRYPTION_KEYS"],
    ["GOOGLE_CLIENTID", "GOOGLE_CLIENT_ID"],
    ["LIMIT", "LIMITS"],
  ])("%s, as %s", (name, setting) => {
    expect(warningsOf({ [name]: "s3cret" })).toEqual([`${name}: is no setting; did you mean ${setting}?`]);
    expect(warningsOf({ [name]: "s3cret", [setting]: "" })).toHaveLength(1);
  });

  test("a name beside the setting that it resembles is another program's", () => {
    expect(warningsOf({ PORTS: "1", PORT: "1" })).toEqual([]);
  });

  test.each<[string, Environment, string]>([
    ["plain HTTP", { PUBLIC_URL: "http://api.example.com" }, "PUBLIC_URL: is http://"],
    ["no address that others know", { HOST: "0.0.0.0" }, "PUBLIC_URL: is not set"],
    ["no limits", { ...inPublic, LIMITS: "off" }, "LIMITS: is off"],
    ["timings for every caller", { ...inPublic, SERVER_TIMING: "on" }, "SERVER_TIMING: is on"],
    ["no trace of failures", { ...inPublic, LOG_LEVEL: "silent" }, "LOG_LEVEL: is silent"],
    ["a proxy that is not told of", { PUBLIC_URL: "https://api.example.com" }, "TRUSTED_PROXIES: is 0"],
    [
      "an app without TLS",
      { ...inPublic, APP_ORIGINS: "http://app.example.com" },
      "APP_ORIGINS: http://app.example.com is",
    ],
    [
      "pages on this machine",
      { ...inPublic, ACCOUNT_PAGES: "http://localhost:3000/me" },
      "ACCOUNT_PAGES: links in mail",
    ],
    [
      "Redis over plain HTTP",
      { UPSTASH_REDIS_REST_URL: "http://redis.example.com", UPSTASH_REDIS_REST_TOKEN: "s3cret" },
      "UPSTASH_REDIS_REST_URL: is http://",
    ],
    ["keys of zeros", { ENCRYPTION_KEYS: `a:${"A".repeat(43)}` }, "ENCRYPTION_KEYS: the key a is not random"],
    [
      "keys that count",
      { JWT_KEYS: `a:${Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString("base64")}` },
      "JWT_KEYS: the key a is not",
    ],
    [
      "keys of text",
      { JWT_KEYS: `a:${Buffer.from("a passphrase of 32 bytes, s3cret").toString("base64")}` },
      "JWT_KEYS: the key a is not",
    ],
  ])("%s", (_what, environment, told) => {
    expect(warningsOf(environment).map((line) => line.slice(0, told.length))).toContain(told);
  });

  test("one key for two purposes", () => {
    const key = randomBytes(32).toString("base64");
    expect(warningsOf({ ENCRYPTION_KEYS: `a:${key}`, JWT_KEYS: `b:${key}` })).toEqual([
      "JWT_KEYS: the key b is also one of ENCRYPTION_KEYS; use two keys",
    ]);
  });

  test("no proxy is missed where the platform is one", () => {
    expect(warningsOf({ PUBLIC_URL: "https://api.example.com" }, false)).toEqual([]);
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
  ])("%s", (_what, environment, fault) => {
    expect(faultsOf(environment)).toContain(fault);
    expect(faultsOf(environment)).not.toContain("s3cret");
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
])("what was pasted wrongly is told at start and not at the first use: %j", (environment, fault) => {
  expect(faultsOf(environment)).toContain(fault);
  expect(faultsOf(environment)).not.toContain("s3cret");
});

test.each(["::", "0.0.0.0", "localhost", "api.internal", "fe80::1%eth0"])("HOST may be %s", (HOST) => {
  expect(readConfig({ HOST }).host).toBe(HOST);
});

describe("origins of apps", () => {
  test("are taken as browsers send them, with or without spaces between", () => {
    expect(
      readConfig({ APP_ORIGINS: "https://a.example.com, http://localhost:5173,capacitor://localhost," }).appOrigins,
    ).toEqual(["https://a.example.com", "http://localhost:5173", "capacitor://localhost"]);
  });

  test.each([
    "a.example.com",
    "https://a.example.com/",
    "https://a.example.com/path",
    "https://a.example.com?x",
    "https://A.example.com",
    "https://a.example.com:443",
    "https://user@a.example.com",
    "https://*.example.com",
    "*, https://a.example.com",
    "null",
    "javascript:alert(1)",
    "file:///etc/passwd",
  ])("that no browser would send are refused: %s", (APP_ORIGINS) => {
    expect(faultsOf({ APP_ORIGINS })).toContain("APP_ORIGINS: must be *");
  });
});

describe("sign-in by providers", () => {
  test("takes an issuer on this machine without HTTPS, and no other", () => {
    const client = { OIDC_CLIENT_ID: "id", OIDC_CLIENT_SECRET: "s3cret" };
    const { oauthClients } = readConfig({ ...client, OIDC_ISSUER: "http://127.0.0.1:9000" });
    expect(oauthClients).toEqual({
      oidc: { issuer: "http://127.0.0.1:9000", clientId: "id", clientSecret: "s3cret", name: "OpenID" },
    });
    for (const OIDC_ISSUER of [
      "http://id.example.com",
      "https://u:p@id.example.com",
      "https://id.example.com/?x",
      "id",
    ])
      expect(faultsOf({ ...client, OIDC_ISSUER })).toContain("OIDC_ISSUER: must be an address");
  });

  test("takes no half of a client", () => {
    const faults = faultsOf({ GOOGLE_CLIENT_SECRET: "s3cret" });
    expect(faults).toContain("GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET");
    expect(faults).not.toContain("s3cret");
  });
});

describe("development", () => {
  test.each<[string, Environment]>([
    ["a first start", {}],
    ["another port, told in full", { PORT: "9000", HOST: "localhost", PUBLIC_URL: "http://[::1]:9000" }],
  ])("is %s on one's own machine", (_what, environment) => {
    expect(isDevelopment(readConfig(environment))).toBe(true);
  });

  test.each<[string, Environment]>([
    ["an address that others see", { PUBLIC_URL: "https://api.example.com" }],
    ["a name that only begins like one's own machine", { PUBLIC_URL: "http://localhost.example.com" }],
    ["a server that listens to others", { HOST: "0.0.0.0" }],
    ["a proxy in front", { TRUSTED_PROXIES: "1" }],
  ])("ends with %s", (_what, environment) => {
    expect(isDevelopment(readConfig(environment))).toBe(false);
  });
});

describe("mail", () => {
  const from = { MAIL_FROM: "Dovetail <mail@example.com>" };
  const mailOf = (environment: Environment) => readConfig(environment).mail;

  test("stays in a mailbox in development, and is sent nowhere elsewhere, until it is set up", () => {
    expect(mailOf({})).toEqual({ kind: "mailbox" });
    const databaseUrl = { DATABASE_URL: "postgres://u:p@db.example.com/x" };
    for (const elsewhere of [databaseUrl, { PUBLIC_URL: "https://api.example.com" }, { HOST: "0.0.0.0" }])
      expect(mailOf(elsewhere)).toEqual({ kind: "none" });
    expect(mailOf({ ...databaseUrl, MAIL_URL: "mailbox:" })).toEqual({ kind: "mailbox" });
  });

  test("leaves by a server or a service", () => {
    const url = "smtps://mail:s3cret@mail.example.com";
    expect(mailOf({ MAIL_URL: url, ...from })).toEqual({ kind: "smtp", url, from: from.MAIL_FROM });
    const service = { kind: "resend", url: "https://api.resend.com", apiKey: "re_s3cret", from: "mail@example.com" };
    expect(mailOf({ RESEND_API_KEY: "re_s3cret", MAIL_FROM: "mail@example.com" })).toEqual(service);
  });

  test("links lead to the service's own pages, or to those that are named", () => {
    expect(readConfig({ PUBLIC_URL: "https://api.example.com/" }).accountPages).toBe("https://api.example.com/account");
    const named = { ACCOUNT_PAGES: "https://app.example.com/me/" };
    expect(readConfig(named).accountPages).toBe("https://app.example.com/me");
  });

  test.each<[Environment, string]>([
    [{ MAIL_URL: "https://s3cret.example.com", ...from }, "MAIL_URL: must be an address such as smtps://"],
    [{ MAIL_URL: "smtp://u:s3cret@mail.example.com" }, "MAIL_FROM: must be set with MAIL_URL or RESEND_API_KEY"],
    [{ RESEND_API_KEY: "s3cret" }, "MAIL_FROM: must be set"],
    [
      { RESEND_API_KEY: "s3cret", MAIL_URL: "smtp://s3cret", ...from },
      "MAIL_URL: cannot be combined with RESEND_API_KEY",
    ],
    [{ MAIL_URL: "mailbox:", PUBLIC_URL: "https://s3cret.example.com" }, "MAIL_URL: mailbox: shows all mail"],
    [{ MAIL_FROM: "s3cret\r\nBcc: eve@example.com" }, "MAIL_FROM: must be a sender"],
    [{ ACCOUNT_PAGES: "http://s3cret.example.com" }, "ACCOUNT_PAGES: must be an address"],
    [{ ACCOUNT_PAGES: "https://example.com/?s3cret" }, "ACCOUNT_PAGES: must be an address"],
  ])("refuses %j", (environment, fault) => {
    expect(faultsOf(environment)).toContain(fault);
    expect(faultsOf(environment)).not.toContain("s3cret");
  });
});

describe("apps that sign in by the browser", () => {
  test("have an id, a name and where browsers go back to", () => {
    const NATIVE_APPS = "reader|The Reader|com.example.reader:/cb|https://a.example.com/cb; cli|CLI|http://[::1]/;";
    expect(readConfig({ NATIVE_APPS }).nativeApps).toEqual([
      { id: "reader", name: "The Reader", redirectUris: ["com.example.reader:/cb", "https://a.example.com/cb"] },
      { id: "cli", name: "CLI", redirectUris: ["http://[::1]/"] },
    ]);
  });

  test.each([
    "reader",
    "reader|The Reader",
    "|The Reader|com.example.reader:/cb",
    "reader||com.example.reader:/cb",
    "a b|The Reader|com.example.reader:/cb",
    "reader|The Reader|com.example.reader:/cb;reader|Again|com.example.again:/cb",
    "reader|The Reader|reader:/cb",
    "reader|The Reader|javascript:alert(1)",
    "reader|The Reader|http://localhost/cb",
    "reader|The Reader|http://127.0.0.1:4000/cb",
    "reader|The Reader|http://a.example.com/cb",
    "reader|The Reader|https://a.example.com",
    "reader|The Reader|https://A.example.com/cb",
    "reader|The Reader|https://a.example.com/cb?x=1",
    "reader|The Reader|https://a.example.com/cb#x",
    "reader|The Reader|https://me@a.example.com/cb",
    "reader|The Reader|https://*.example.com/cb",
    "reader|The Reader|com.example.reader:/cb?x=1",
    "reader|The Reader|",
  ])("are refused when they could be another app's, or are not whole: %s", (NATIVE_APPS) => {
    expect(faultsOf({ NATIVE_APPS })).toContain("NATIVE_APPS: must be apps such as");
  });
});

describe("keys that sign tokens for other services", () => {
  const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");

  test("are taken in order", () => {
    const { jwtKeys } = readConfig({ JWT_KEYS: `2026b:${key(1)}, 2026a:${key(2)}` });
    expect(jwtKeys.map(({ id }) => id)).toEqual(["2026b", "2026a"]);
  });

  test.each([key(1), `a:${key(1).slice(4)}`, `a:${key(0)}`, `a:${key(255)}`, `a:${key(1)},a:${key(2)}`])(
    "are refused when the curve does not have them, or two have one name: %s",
    (JWT_KEYS) => {
      const message = faultsOf({ JWT_KEYS });
      expect(message).toContain("JWT_KEYS: must be keys such as");
      expect(message).not.toContain(key(1).slice(0, 8));
    },
  );
});
