import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publicOrigin, type TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { type Browser, openBrowser } from "../support/cookies.ts";
import { enrol } from "../support/people.ts";
import { mutateTrpc } from "../support/trpc.ts";

const appOrigin = "https://app.example.com";
const lookAlikes = [
  "https://evil.test",
  "https://app.example.com.evil.test",
  "https://evilapp.example.com",
  "http://app.example.com",
  "https://app.example.com:8443",
  "https://app.example.com.",
  "https://app.example.com@evil.test",
  "https://user:password@app.example.com",
  "https://app.example.com, https://evil.test",
  "null",
  "",
];

let closed: TestApp;
let open: TestApp;
const browsers = new Map<TestApp, Browser>();
const user = { username: "ada", email: "ada@example.com", password: "a fine password" };

beforeAll(async () => {
  closed = await startCachedApp({
    APP_ORIGINS: `${appOrigin},capacitor://localhost`,
    APP_HEADERS: "X-Tenant-Id, x-build",
    PUBLIC_URL: "https://api.example.com",
  });
  open = await startCachedApp();
  browsers.set(open, await openBrowser(open, user, "/users"));
  const { headers } = await closed.rest("POST", "/users", {
    headers: { origin: appOrigin },
    body: { user: { ...user, session: "cookie" } },
  });
  const [cookie = ""] = headers.getSetCookie().map((text) => text.split(";")[0]);
  browsers.set(closed, { cookie: cookie ?? "", headers: { origin: appOrigin, cookie: cookie ?? "" } });
});
afterAll(() => Promise.all([closed.stop(), open.stop()]));

const cookieOn = (app: TestApp) => browsers.get(app)?.cookie ?? "";
const bioOf = async (app: TestApp) =>
  (await app.rest("GET", "/user", { headers: { cookie: cookieOn(app) } })).body.user.bio;
const changeBio = (app: TestApp, headers: Record<string, string>, bio = "changed by a foreign page") =>
  app.rest("PUT", "/user", { headers: { cookie: cookieOn(app), ...headers }, body: { user: { bio } } });

describe("a change with the cookie", () => {
  test.each([...lookAlikes, undefined])(
    "from %s is refused, over REST and tRPC, and changes nothing",
    async (origin) => {
      for (const app of [closed, open]) {
        const headers: Record<string, string> = { cookie: cookieOn(app), ...(origin !== undefined && { origin }) };
        const before = await bioOf(app);
        const { status, body } = await changeBio(app, headers);
        expect({ status, errors: body.errors }).toEqual({ status: 403, errors: { request: ["forbidden"] } });
        expect((await mutateTrpc(app, "accounts.update", { bio: "x" }, { headers })).status).toBe(403);
        expect(await bioOf(app)).toBe(before);
      }
    },
  );

  test("from an allowed page is made", async () => {
    for (const [app, origin] of [
      [closed, appOrigin],
      [closed, "https://api.example.com"],
      [closed, "capacitor://localhost"],
      [open, publicOrigin],
      [open, "http://127.0.0.1:8787"],
    ] as const) {
      expect((await changeBio(app, { origin }, `from ${origin}`)).status).toBe(200);
      expect(await bioOf(app)).toBe(`from ${origin}`);
    }
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/octet-stream",
    "text/plain; application/json",
    "",
  ])("as %j is refused, whichever page sends it", async (type) => {
    for (const origin of ["https://evil.test", appOrigin])
      for (const path of ["/api/articles", "/trpc/articles.publish", "/trpc/articles.publish?batch=1"]) {
        const response = await closed.fetch(path, {
          method: "POST",
          headers: { cookie: cookieOn(closed), origin, ...(type !== "" && { "content-type": type }) },
          body: new TextEncoder().encode(JSON.stringify({ article: { title: "t", description: "d", body: "b" } })),
        });
        expect([403, 415]).toContain(response.status);
      }
    expect((await closed.rest("GET", "/articles")).body.articlesCount).toBe(0);
  });

  test("is never made by GET or HEAD", async () => {
    const headers = { cookie: cookieOn(closed), origin: appOrigin, "x-http-method-override": "POST" };
    const input = encodeURIComponent(JSON.stringify({ bio: "by GET" }));
    for (const path of [
      `/trpc/accounts.update?input=${input}`,
      `/trpc/accounts.update?batch=1&input=${encodeURIComponent(`{"0":{"bio":"by GET"}}`)}`,
      "/api/users?_method=POST",
    ])
      for (const method of ["GET", "HEAD"])
        expect([404, 405]).toContain((await closed.fetch(path, { method, headers })).status);
    expect(await bioOf(closed)).not.toBe("by GET");
  });
});

describe("signing in from a foreign page", () => {
  const credentials = { email: user.email, password: user.password };

  test("is refused where the origins are listed, as JSON or as a form, and sets no cookie", async () => {
    for (const origin of lookAlikes.slice(0, 4))
      for (const [path, sent] of [
        ["/api/users/login", { user: { ...credentials, session: "cookie" } }],
        ["/api/users", { user: { ...user, username: "forged", email: "forged@example.com", session: "cookie" } }],
        ["/trpc/accounts.login", { ...credentials, session: "cookie" }],
      ] as const)
        for (const type of ["application/json", "text/plain"]) {
          const response = await closed.fetch(path, {
            method: "POST",
            headers: { origin, "content-type": type },
            body: JSON.stringify(sent),
          });
          expect(response.status).toBe(403);
          expect(response.headers.getSetCookie()).toEqual([]);
        }
  });

  test("into a cookie is refused where any page may call, and then no account or session was made", async () => {
    const count = async () => {
      const { db } = open.database;
      const accounts = await db.selectFrom("account").select("id").execute();
      return [accounts.length, (await db.selectFrom("session").select("id").execute()).length];
    };
    const before = await count();
    const headers = { origin: "https://evil.test" };
    const forged = { ...user, username: "forged", email: "forged@example.com", session: "cookie" };
    for (const [path, sent] of [
      ["/users", forged],
      ["/users/login", { ...credentials, session: "cookie" }],
    ] as const) {
      const answer = await open.rest("POST", path, { headers, body: { user: sent } });
      expect(answer.status).toBe(403);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect(await count()).toEqual(before);
  });
});

describe("cross-origin reading", () => {
  const preflight = (app: TestApp, origin: string) =>
    app.fetch("/api/articles", {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type" },
    });

  test("is allowed to a listed origin, echoed exactly and named in Vary for caches", async () => {
    for (const response of [
      await preflight(closed, appOrigin),
      await closed.fetch("/api/tags", { headers: { origin: appOrigin } }),
      await closed.fetch("/trpc/tags.list", { headers: { origin: appOrigin } }),
    ]) {
      expect(response.headers.get("access-control-allow-origin")).toBe(appOrigin);
      expect(response.headers.get("access-control-allow-credentials")).toBe("true");
      expect(response.headers.get("vary")?.toLowerCase()).toContain("origin");
    }
  });

  test.each(lookAlikes)("is not allowed to %j where origins are listed", async (origin) => {
    for (const response of [
      await preflight(closed, origin),
      await closed.fetch("/api/tags", { headers: { origin } }),
      await closed.fetch("/api/nothing", { headers: { origin } }),
    ]) {
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
      expect(response.headers.get("vary")?.toLowerCase()).toContain("origin");
    }
  });

  test("is allowed to any origin by default, though never with credentials", async () => {
    for (const response of [
      await preflight(open, "https://evil.test"),
      await open.fetch("/api/tags", { headers: { origin: "https://evil.test", cookie: cookieOn(open) } }),
      await open.fetch("/api/nothing", { headers: { origin: "https://evil.test" } }),
    ]) {
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    }
  });
});

describe("a listed page", () => {
  const allowed = async (header: string) => {
    const response = await closed.fetch("/api/articles", {
      method: "OPTIONS",
      headers: {
        origin: appOrigin,
        "access-control-request-method": "POST",
        "access-control-request-headers": header,
      },
    });
    return response.headers.get("access-control-allow-headers")?.split(",").includes(header);
  };

  test.each([
    ...[
      "authorization",
      "content-type",
      "idempotency-key",
      "if-none-match",
      "if-match",
      "x-request-id",
      "last-event-id",
    ],
    ...[
      "traceparent",
      "tracestate",
      "baggage",
      "sentry-trace",
      "b3",
      "x-datadog-trace-id",
      "trpc-accept",
      "x-trpc-source",
    ],
    ...["x-tenant-id", "x-build"],
  ])("may send %s", async (header) => {
    expect(await allowed(header)).toBe(true);
  });

  test("may not send headers that are not allowed", async () => {
    expect(await allowed("x-unheard-of")).toBe(false);
  });

  test("reads the headers that say how to continue", async () => {
    const response = await closed.fetch("/api/tags", { headers: { origin: appOrigin } });
    const exposed = response.headers.get("access-control-expose-headers")?.split(",") ?? [];
    for (const header of [
      "etag",
      "location",
      "retry-after",
      "ratelimit",
      "ratelimit-policy",
      "www-authenticate",
      "deprecation",
    ])
      expect(exposed).toContain(header);
    expect(exposed).toEqual(expect.arrayContaining(["sunset", "x-request-id", "idempotency-replayed"]));
  });
});

test("a page of any origin may send any header, where origins are not listed", async () => {
  const headers = { origin: "https://evil.test", "access-control-request-headers": "x-unheard-of" };
  const response = await open.fetch("/api/articles", { method: "OPTIONS", headers });
  expect(response.headers.get("access-control-allow-headers")).toContain("x-unheard-of");
});

test("a bearer needs no origin, since no browser sends it by itself", async () => {
  for (const app of [closed, open]) {
    const { token } = await enrol(app, "by-bearer");
    const { status } = await app.rest("PUT", "/user", { token, body: { user: { bio: "b" } } });
    expect(status).toBe(200);
  }
  const { token } = await enrol(closed, "foreign-page");
  const answer = await closed.rest("PUT", "/user", {
    token,
    headers: { origin: "https://evil.test" },
    body: { user: { bio: "b" } },
  });
  expect(answer.status).toBe(403);
});
