import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { enrol } from "../support/people.ts";
import { begin, letIn, openCookie, post, redemption, registered } from "./app-client.ts";

let app: TestApp;
let cookie: string;
beforeAll(async () => {
  app = await startTestApp({ NATIVE_APPS: registered, APP_ORIGINS: "https://app.example.com" });
  cookie = await openCookie(app, (await enrol(app)).id);
});
afterAll(() => app.stop());

describe("the token endpoint", () => {
  const codeOf = async (form: Parameters<typeof post>[1]) => {
    const { status, body } = await post(app, form);
    return [status, body.error];
  };

  test("MO-09 forbids caching, refused or not", async () => {
    const attempt = begin();
    const link = await letIn(app, cookie, attempt);
    for (const answer of [await post(app, redemption(attempt, link)), await post(app, "")]) {
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test("MO-09 CO-01 no page of a foreign origin reads what a bearer or a code opens", async () => {
    const attempt = begin();
    const { status, body: tokens } = await post(app, redemption(attempt, await letIn(app, cookie, attempt)));
    expect([status, tokens]).toEqual([200, expect.anything()]);
    const origin = "https://evil.test";
    const read = await app.rest("GET", "/user", { token: tokens.access_token, headers: { origin } });
    expect(read.headers.get("access-control-allow-origin")).toBeNull();
    const paths = ["/oauth/token", "/oauth/authorize", "/.well-known/oauth-authorization-server", "/sign-in"];
    for (const foreign of [origin, "null", "https://app.example.com.evil.test", "https://evilapp.example.com"]) {
      const redeemed = await post(app, "grant_type=refresh_token", { headers: { origin: foreign } });
      expect([redeemed.status, redeemed.headers.get("access-control-allow-origin")]).toEqual([403, null]);
      for (const path of paths) {
        const headers = { origin: foreign, "access-control-request-method": "POST" };
        const preflight = await app.fetch(path, { method: "OPTIONS", headers });
        expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
      }
    }
  });

  test("answers in the words of RFC 6749", async () => {
    expect(await codeOf("")).toEqual([400, "invalid_request"]);
    expect(await codeOf({ grant_type: "password" })).toEqual([400, "unsupported_grant_type"]);
    expect(await codeOf({ grant_type: "constructor" })).toEqual([400, "unsupported_grant_type"]);
    expect(await codeOf({ grant_type: ["refresh_token", "refresh_token"] })).toEqual([400, "invalid_request"]);
    expect(await codeOf({ grant_type: "refresh_token" })).toEqual([400, "invalid_request"]);
    expect(await codeOf({ grant_type: "refresh_token", refresh_token: "\0" })).toEqual([400, "invalid_request"]);
    expect(await codeOf(redemption(begin(), "x:/?code=dvc_", { client_id: "nobody" }))).toEqual([
      401,
      "invalid_client",
    ]);
    expect(await codeOf(redemption(begin(), "x:/?code=made-up"))).toEqual([400, "invalid_grant"]);
    expect(await codeOf(redemption(begin(), `x:/?code=dvc_${"A".repeat(43)}`))).toEqual([400, "invalid_grant"]);
  });

  test("accepts only forms, and only from public clients", async () => {
    const asJson = await post(app, "{}", { headers: { "content-type": "application/json" } });
    expect([asJson.status, asJson.body.error]).toEqual([415, "invalid_request"]);
    const basic = await post(
      app,
      { grant_type: "refresh_token" },
      { headers: { authorization: "Basic cmVhZGVyOg==" } },
    );
    expect([basic.status, basic.body.error]).toEqual([401, "invalid_client"]);
    expect(basic.headers.get("www-authenticate")).toMatch(/^Basic/);
    const huge = await post(app, `grant_type=${"x".repeat(1_100_000)}`);
    expect([huge.status, huge.body.error]).toEqual([413, "invalid_request"]);
    const got = await app.fetch("/oauth/token");
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("says nothing of whether a token that is revoked was one", async () => {
    for (const token of ["dvr_made-up", `dvr_${"A".repeat(43)}`]) {
      const { status, body } = await post(app, { token, client_id: "reader" }, { path: "/oauth/revoke" });
      expect([status, body]).toEqual([200, {}]);
    }
  });
});
