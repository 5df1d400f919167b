import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Environment, readConfig } from "../server/app/config.ts";
import { warnAboutSettings } from "../server/app/setting-warnings.ts";
import { createLog } from "../server/providers/log.ts";

describe("valid settings that are probably mistakes are reported by name", () => {
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

  test("a usual start, local or public, logs no warning", () => {
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
    ["a proxy that is not declared", { PUBLIC_URL: "https://api.example.com" }, "TRUSTED_PROXIES: is 0"],
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
  ])("%s", (_what, environment, warning) => {
    expect(warningsOf(environment).map((line) => line.slice(0, warning.length))).toContain(warning);
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
