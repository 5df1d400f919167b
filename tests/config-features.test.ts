import { describe, expect, test } from "vitest";
import { ConfigError, type Environment, isDevelopment, readConfig } from "../server/app/config.ts";

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
    expect(errorsOf({ APP_ORIGINS })).toContain("APP_ORIGINS: must be *");
  });
});

describe("sign-in by providers", () => {
  test("takes an issuer on this machine without HTTPS, and no other", () => {
    const client = { OIDC_CLIENT_ID: "id", OIDC_CLIENT_SECRET: "s3cret" };
    const { identityProviderClients } = readConfig({ ...client, OIDC_ISSUER: "http://127.0.0.1:9000" });
    expect(identityProviderClients).toEqual({
      oidc: { issuer: "http://127.0.0.1:9000", clientId: "id", clientSecret: "s3cret", name: "OpenID" },
    });
    for (const OIDC_ISSUER of [
      "http://id.example.com",
      "https://u:p@id.example.com",
      "https://id.example.com/?x",
      "id",
    ])
      expect(errorsOf({ ...client, OIDC_ISSUER })).toContain("OIDC_ISSUER: must be an address");
  });

  test("takes no half of a client", () => {
    const errors = errorsOf({ GOOGLE_CLIENT_SECRET: "s3cret" });
    expect(errors).toContain("GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET");
    expect(errors).not.toContain("s3cret");
  });
});

describe("development", () => {
  test.each<[string, Environment]>([
    ["a first start", {}],
    ["another port, written in full", { PORT: "9000", HOST: "localhost", PUBLIC_URL: "http://[::1]:9000" }],
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
  ])("refuses %j", (environment, error) => {
    expect(errorsOf(environment)).toContain(error);
    expect(errorsOf(environment)).not.toContain("s3cret");
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
    expect(errorsOf({ NATIVE_APPS })).toContain("NATIVE_APPS: must be apps such as");
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
      const message = errorsOf({ JWT_KEYS });
      expect(message).toContain("JWT_KEYS: must be keys such as");
      expect(message).not.toContain(key(1).slice(0, 8));
    },
  );
});
