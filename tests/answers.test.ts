import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "./support/app.ts";
import { enrol } from "./support/people.ts";
import { queryTrpc } from "./support/trpc.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

test("HD-01 a line break in an address or a request id starts no header", async () => {
  for (const path of [
    "/articles/x%0d%0aset-cookie:%20a=b",
    "/articles?tag=x%0d%0aset-cookie:%20a=b",
    "/profiles/%E5%98%8A%E5%98%8Dset-cookie:a",
  ]) {
    const { status, headers } = await app.rest("GET", path, {
      headers: { "x-request-id": "chosen%0d%0aset-cookie: a=b" },
    });
    expect(status).toBeLessThan(500);
    expect(headers.getSetCookie()).toEqual([]);
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  }
});

describe("every answer", () => {
  const answers = async (of: TestApp) => [
    await of.fetch("/api/tags"),
    await of.fetch("/api/articles/none"),
    await of.fetch("/api/nothing"),
    await of.fetch("/nothing"),
    await of.fetch("/api/user"),
    await of.fetch("/api/users", { method: "POST", headers: { "content-type": "application/json" }, body: "{" }),
    await of.fetch("/api/users", { method: "PATCH" }),
    await of.fetch("/trpc/tags.list"),
    await of.fetch("/trpc/nothing"),
    await of.fetch("/trpc/tags.list", { method: "DELETE" }),
    await of.fetch("/healthz"),
    await of.fetch("/readyz"),
  ];

  test("HD-02 forbids browsers to sniff, frame, store and run it, and names its type", async () => {
    for (const { headers, url, status } of await answers(app)) {
      expect(headers.get("x-content-type-options"), url).toBe("nosniff");
      expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get("cache-control"), url).toBe(headers.has("etag") ? "public, no-cache" : "no-store");
      expect(headers.get("content-type")).toMatch(/^application\/(?:problem\+)?json(?:; charset=utf-8)?$/);
      expect(headers.get("server") ?? headers.get("x-powered-by")).toBeNull();
      expect(headers.get("strict-transport-security")).toBeNull();
      expect(status).toBeLessThan(500);
    }
  });

  test("HD-02 insists on HTTPS where users come by it", async () => {
    const secure = await startTestApp({ PUBLIC_URL: "https://api.example.com" });
    try {
      for (const { headers } of await answers(secure))
        expect(Number(/max-age=(\d+)/.exec(headers.get("strict-transport-security") ?? "")?.[1])).toBeGreaterThan(
          31_535_999,
        );
    } finally {
      await secure.stop();
    }
  });

  test("LG-03 to an internal failure reveals nothing, and the log has the cause under the same id", async () => {
    const broken = await startTestApp();
    try {
      await broken.database.db.schema.dropTable("article_total").execute();
      const { status, headers, body } = await broken.rest("GET", "/articles");
      expect(status).toBe(500);
      const overTrpc = await queryTrpc(broken, "articles.list");
      expect(overTrpc).toMatchObject({ status: 500, error: { code: "INTERNAL_SERVER_ERROR", reason: "internal" } });
      expect(JSON.stringify([body, overTrpc.error])).not.toMatch(/article_total|relation|select|stack|\.ts/i);
      const id = headers.get("x-request-id");
      expect(body.detail).toContain(id);
      const line = broken.logLines.find(({ event, requestId }) => event === "request.failed" && requestId === id);
      expect(line).toMatchObject({ procedure: "articles.list", error: { code: "42P01" } });
    } finally {
      await broken.stop();
    }
  });
});

test("LG-01 no log line holds a password, a token or a cookie", async () => {
  const canary = "canary-7f3a password";
  const user = { username: "canary", email: "canary@example.com", password: canary };
  await enrol(app, "taken");
  const { token } = (await app.rest("POST", "/users", { body: { user } })).body.user;
  await app.rest("POST", "/users/login", { body: { user: { ...user, password: `${canary} wrong` } } });
  await app.rest("PUT", "/user", { token, body: { user: { email: "taken@example.com", password: canary } } });
  await app.rest("GET", `/articles?tag=${token}`, { token });
  const lines = JSON.stringify(app.logLines);
  expect(lines).toContain("accounts.register");
  for (const secret of [canary, encodeURIComponent(canary), token, token.split(".")[1]])
    expect(lines).not.toContain(secret);
});
