import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import { enrol, type Person } from "../support/people.ts";
import {
  authorizePath,
  begin,
  type Changes,
  fieldsOf,
  letIn,
  openCookie,
  post,
  queryOf,
  redemption,
  registered,
} from "./app-client.ts";

let app: TestApp;
let ada: Person;
let cookie: string;
beforeAll(async () => {
  app = await startTestApp({ NATIVE_APPS: registered, APP_ORIGINS: "https://app.example.com" });
});
afterAll(() => app.stop());
beforeEach(async () => {
  ada = await enrol(app, `<b>ada</b>${Math.random()}`);
  cookie = await openCookie(app, ada.id);
});

const ask = (changes: Changes, as: string | undefined = cookie) =>
  app.fetch(authorizePath(begin(), changes), as === "" ? {} : { headers: { cookie: as } });

const codesOf = ({ id }: Person) =>
  app.database.db
    .selectFrom("authorization_code")
    .innerJoin("session", "session.id", "session_id")
    .selectAll("authorization_code")
    .where("session.account_id", "=", id)
    .execute();

describe("MO-01 only what was registered is gone back to", () => {
  const foreign = [
    "com.example.app:/oauth2redirect/extra",
    "com.example.app.evil:/oauth2redirect",
    "https://app.example.com/native/callback/../x",
    "https://app.example.com/native/callback?x=1",
    "http://evil.test/callback",
    "https://app.example.com/native/callback#x",
    "https://app.example.com/native/callback/",
    "https://app.example.com/native/Callback",
    "https://APP.example.com/native/callback",
    "https://app.example.com:443/native/callback",
    "https://app.example.com:8443/native/callback",
    "https://app.example.com@evil.test/native/callback",
    "https://me@app.example.com/native/callback",
    "https://app.example.com.evil.test/native/callback",
    "https://app.example.com/native%2Fcallback",
    "https://app.example.com\\@evil.test/native/callback",
    "http://app.example.com/native/callback",
    "com.example.app://oauth2redirect",
    "com.example.app:oauth2redirect",
    "COM.example.app:/oauth2redirect",
    " com.example.app:/oauth2redirect",
    "com.example.app:/oauth2redirect\r\nx: y",
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.test",
    "",
  ];
  test.each(foreign)("MO-01 and not %j", async (redirect_uri) => {
    const response = await ask({ redirect_uri });
    expect([response.status, response.headers.get("location")]).toEqual([400, null]);
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(await response.text()).not.toMatch(/evil|<a class="button"/);

    const { clientId, challenge: codeChallenge } = begin();
    const approval = await app.rest("POST", "/apps/approvals", {
      headers: { cookie, origin: publicOrigin },
      body: { clientId, redirectUri: redirect_uri, codeChallenge },
    });
    expect([400, 422]).toContain(approval.status);
    expect(await codesOf(ada)).toEqual([]);
  });

  test.each([
    "http://localhost:4000/callback",
    "http://127.0.0.1:4000/callback/x",
    "http://127.0.0.1:4000/",
    "http://127.0.0.1:0/callback",
    "http://127.0.0.1:65536/callback",
    "http://127.0.0.1:04000/callback",
    "http://127.0.0.1:4000@evil.test/callback",
    "http://127.0.0.2:4000/callback",
    "http://127.1:4000/callback",
    "http://[::2]:4000/callback",
    "https://127.0.0.1:4000/callback",
  ])("MO-01 on this machine only the port is free, and so not %s", async (redirect_uri) => {
    expect((await ask({ client_id: "cli", redirect_uri })).status).toBe(400);
  });

  test.each([
    ["cli", "http://127.0.0.1/callback"],
    ["cli", "http://127.0.0.1:53211/callback"],
    ["cli", "http://[::1]:65535/callback"],
    ["reader", "https://app.example.com/native/callback"],
  ])("MO-01 %s goes back to %s, and redeems for that very address", async (clientId, redirectUri) => {
    const attempt = begin({ clientId, redirectUri });
    const link = await letIn(app, cookie, attempt);
    expect(link.startsWith(`${redirectUri}?code=`)).toBe(true);
    expect((await post(app, redemption(attempt, link))).status).toBe(200);
  });

  test.each([
    ["an unknown app", { client_id: "nobody" }],
    ["no app", { client_id: null }],
    ["two apps", { client_id: ["reader", "cli"] }],
    ["another app's address", { client_id: "cli" }],
    ["two addresses", { redirect_uri: ["com.example.app:/oauth2redirect", "https://evil.test"] }],
    ["no address", { redirect_uri: null }],
  ])("MO-01 %s is refused on our page", async (_, changes) => {
    const response = await ask(changes);
    expect([response.status, response.headers.get("location")]).toEqual([400, null]);
  });
});

describe("what is wrong with the rest", () => {
  test.each<[Changes, string]>([
    [{ response_type: "token" }, "unsupported_response_type"],
    [{ response_type: null }, "invalid_request"],
    [{ response_mode: "fragment" }, "invalid_request"],
  ])("the app is told: %j", async (changes, error) => {
    const attempt = begin();
    const response = await app.fetch(authorizePath(attempt, changes));
    const location = response.headers.get("location") ?? "";
    expect([response.status, queryOf(location)]).toEqual([303, { error, state: attempt.state, iss: publicOrigin }]);
    expect(location.startsWith(`${attempt.redirectUri}?`)).toBe(true);
  });

  test("HD-01 a state that no app would send is not sent back", async () => {
    for (const state of ["a\r\nset-cookie: x=y", "\u{10a}\u{10d}", "x".repeat(513)]) {
      const response = await ask({ state });
      expect(queryOf(response.headers.get("location") ?? "")).toEqual({ error: "invalid_request", iss: publicOrigin });
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  test("parameters that we do not know change nothing, and an app needs no state", async () => {
    const response = await ask({ nonce: ["a", "b"], scope: "openid", state: null, prompt: "none" });
    expect(response.status).toBe(200);
    expect(Object.keys(fieldsOf(await response.text())).sort()).toEqual(["clientId", "codeChallenge", "redirectUri"]);
  });
});

describe("the page", () => {
  test("asks who has not signed in to do so, and names the app", async () => {
    const response = await ask({ client_id: "cli", redirect_uri: "http://127.0.0.1:4000/callback" }, "");
    const page = await response.text();
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(page).toContain("<h1>Sign in to Dovetail &lt;CLI&gt;</h1>");
    expect(page).toContain('type="password"');
    expect(page).not.toContain('id="consent"');
  });

  test("names the app and the account, and sends nothing by itself", async () => {
    const response = await ask({});
    const page = await response.text();
    expect([response.status, response.headers.get("location")]).toEqual([200, null]);
    expect(page).toContain("<h1>Let Reader for iOS in?</h1>");
    expect(page).toContain(`&lt;b&gt;ada&lt;/b&gt;`);
    expect(page).not.toContain("<b>ada");
    expect(await codesOf(ada)).toEqual([]);
    const denial = /<a class="button plain" href="([^"]+)">No<\/a>/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(Object.keys(queryOf(denial)).sort()).toEqual(["error", "iss", "state"]);
    expect(queryOf(denial).error).toBe("access_denied");
  });

  test("cannot be framed, and runs no code but its own file", async () => {
    for (const path of [authorizePath(begin()), "/sign-in"]) {
      const response = await app.fetch(path, { headers: { cookie } });
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain("unsafe");
      expect(response.headers.get("referrer-policy")).toBe("no-referrer");
      expect(await response.text()).not.toMatch(/<script(?! type="module" src="\/assets\/)|\son\w+=|style=/);
    }
  });

  test("a state with a quote stays within its field", async () => {
    const state = `"><script>alert(1)</script>'&amp;`;
    const response = await ask({ state });
    const page = await response.text();
    expect(page).not.toContain("<script>alert");
    expect(fieldsOf(page).state).toBe(state);
  });
});

describe("CS-07 no other site's page can approve an app", () => {
  const { clientId, redirectUri, challenge: codeChallenge } = begin();
  const body = { clientId, redirectUri, codeChallenge };
  const send = (headers: Readonly<Record<string, string>>, text = JSON.stringify(body)) =>
    app.fetch("/api/apps/approvals", { method: "POST", headers, body: text });

  test.each<[string, string | undefined]>([
    ["a foreign page", "https://evil.test"],
    ["a look-alike", "https://app.example.com.evil.test"],
    ["an opaque origin", "null"],
    ["no origin", undefined],
  ])("CS-07 not by %s", async (_, origin) => {
    const headers = { cookie, "content-type": "application/json", ...(origin && { origin }) };
    expect((await send(headers)).status).toBe(403);
    expect(await codesOf(ada)).toEqual([]);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
    "CS-07 not by a form as %s",
    async (contentType) => {
      const response = await send({ cookie, origin: publicOrigin, "content-type": contentType });
      expect(response.status).toBe(415);
      expect(await codesOf(ada)).toEqual([]);
    },
  );

  test("CS-07 nor sign a user in, or begin to", async () => {
    const user = { username: "x", email: "x@example.com", password: "a fine password", session: "cookie" };
    for (const [path, text] of [
      ["/api/users/login", JSON.stringify({ user })],
      ["/api/users", JSON.stringify({ user })],
      ["/api/oauth/start", JSON.stringify({ provider: "google" })],
    ] as const)
      for (const contentType of ["application/json", "application/x-www-form-urlencoded", "text/plain"]) {
        const headers = { origin: "https://evil.test", "content-type": contentType };
        const response = await app.fetch(path, { method: "POST", headers, body: text });
        expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
      }
  });
});

describe("OA-08 after signing in on our page", () => {
  test.each([
    ...["https://evil.test", "//evil.test", "/\\evil.test", "\\\\evil.test", "https:\\\\evil.test"],
    ...["https://app.example.com@evil.test", "https://app.example.com.evil.test", "javascript:alert(1)"],
    ...["data:text/html,x", "http://app.example.com/", "/\t/evil.test", "/a\r\nset-cookie: a=b", ""],
  ])("OA-08 the browser does not go to %j", async (returnTo) => {
    for (const headers of [{}, { cookie }]) {
      const response = await app.fetch(`/sign-in?${new URLSearchParams({ returnTo })}`, { headers });
      const page = await response.text();
      expect([response.status, response.headers.get("location")]).toEqual([200, null]);
      expect(page).not.toMatch(/evil|javascript:|data:text|>Continue</);
      if (!("cookie" in headers)) expect(page).toContain('data-return-to="/sign-in"');
    }
  });

  test.each([
    ["/articles?x=1", `${publicOrigin}/articles?x=1`],
    ["https://app.example.com/inbox", "https://app.example.com/inbox"],
  ])("OA-08 the browser goes to %s", async (returnTo, landing) => {
    const response = await app.fetch(`/sign-in?${new URLSearchParams({ returnTo })}`);
    expect(await response.text()).toContain(`data-return-to="${landing}"`);
  });
});
