import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import { enrol, type Person } from "../support/people.ts";
import {
  type Attempt,
  authorizePath,
  begin,
  letIn,
  openCookie,
  post,
  queryOf,
  reader,
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
  ada = await enrol(app);
  cookie = await openCookie(app, ada.id);
});

const me = async (token: string) => (await app.rest("GET", "/user", { token })).status;
const refresh = (refreshToken: string, clientId = "reader") =>
  post(app, { grant_type: "refresh_token", refresh_token: refreshToken, client_id: clientId });
const familiesOf = ({ id }: Person) =>
  app.database.db.selectFrom("session").selectAll().where("account_id", "=", id).where("kept_in", "=", "app").execute();
const auditOf = ({ id }: Person, action: string) =>
  app.database.db.selectFrom("audit").selectAll().where("account_id", "=", id).where("action", "=", action).execute();

async function signIn(attempt: Attempt = begin()) {
  const link = await letIn(app, cookie, attempt);
  const { status, body } = await post(app, redemption(attempt, link));
  expect([status, body]).toEqual([200, expect.anything()]);
  return { attempt, link, tokens: body };
}

const grantRefused = { error: "invalid_grant", error_description: expect.any(String) };

describe("an app", () => {
  test("signs its person in by the browser, refreshes, is listed by its name, and signs out", async () => {
    const { attempt, link, tokens } = await signIn();
    expect(queryOf(link)).toMatchObject({ state: attempt.state, iss: publicOrigin });
    expect(tokens).toEqual({
      access_token: expect.stringMatching(/^dva_[\w-]{43}$/),
      token_type: "Bearer",
      expires_in: 900,
      refresh_token: expect.stringMatching(/^dvr_[\w-]{43}$/),
      scope: "account",
    });
    const { body } = await app.rest("GET", "/sessions", { token: tokens.access_token });
    const own = body.sessions.find((session: { current: boolean }) => session.current);
    expect(own).toMatchObject({ keptIn: "app", app: "Reader for iOS", methods: ["pwd"] });

    const next = (await refresh(tokens.refresh_token)).body;
    expect(await me(next.access_token)).toBe(200);
    expect(
      await post(app, { token: next.refresh_token, client_id: "reader" }, { path: "/oauth/revoke" }),
    ).toMatchObject({
      status: 200,
    });
    expect([await me(next.access_token), (await refresh(next.refresh_token)).status]).toEqual([401, 400]);
    expect(await me(ada.token)).toBe(200);
    expect(await auditOf(ada, "app.authorized")).toHaveLength(1);
    expect(await auditOf(ada, "app.revoked")).toHaveLength(1);
  });

  test("refreshes by the procedure as well, and only as itself", async () => {
    const { tokens } = await signIn();
    const asAnother = await refresh(tokens.refresh_token, "cli");
    expect([asAnother.status, asAnother.body]).toEqual([400, grantRefused]);
    const { status } = await app.rest("POST", "/sessions/refresh", { body: { refreshToken: tokens.refresh_token } });
    expect(status).toBe(200);
  });

  test("cannot sign another's session out", async () => {
    const { tokens } = await signIn();
    await post(app, { token: tokens.access_token, client_id: "cli" }, { path: "/oauth/revoke" });
    expect(await me(tokens.access_token)).toBe(200);
  });

  test("is as fresh as the browser that let it in, and cannot let in another", async () => {
    await sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${ada.id}`.execute(
      app.database.db,
    );
    const { attempt, tokens } = await signIn();
    const token = tokens.access_token;
    const key = { name: "k", scopes: ["feed:read"] };
    expect((await app.rest("POST", "/api-keys", { token, body: key })).body.code).toBe("reauth_required");
    const { clientId, redirectUri, challenge: codeChallenge } = attempt;
    const approval = await app.rest("POST", "/apps/approvals", {
      token,
      body: { clientId, redirectUri, codeChallenge },
    });
    expect([approval.status, approval.body.code]).toEqual([403, "not_a_browser"]);
  });

  test("of a person who is suspended, or whose browser signed out meanwhile, gets nothing", async () => {
    const attempt = begin();
    const link = await letIn(app, cookie, attempt);
    await app.database.db.updateTable("account").set({ suspended_at: sql`now()` }).where("id", "=", ada.id).execute();
    expect((await post(app, redemption(attempt, link))).body).toEqual(grantRefused);

    const bob = await enrol(app);
    cookie = await openCookie(app, bob.id);
    const another = await letIn(app, cookie, attempt);
    await app.rest("DELETE", "/sessions/current", { headers: { cookie, origin: publicOrigin } });
    expect((await post(app, redemption(attempt, another))).body).toEqual(grantRefused);
    expect([await familiesOf(ada), await familiesOf(bob)]).toEqual([[], []]);
  });

  test("finds all addresses in the metadata", async () => {
    const response = await app.fetch("/.well-known/oauth-authorization-server");
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    expect(await response.json()).toMatchObject({
      issuer: publicOrigin,
      authorization_endpoint: `${publicOrigin}/oauth/authorize`,
      token_endpoint: `${publicOrigin}/oauth/token`,
      revocation_endpoint: `${publicOrigin}/oauth/revoke`,
      code_challenge_methods_supported: ["S256"],
      response_types_supported: ["code"],
      authorization_response_iss_parameter_supported: true,
    });
  });
});

describe("MO-02 without a proof", () => {
  test.each([
    ["no challenge", { code_challenge: null }],
    ["the method plain", { code_challenge_method: "plain" }],
    ["no method", { code_challenge_method: null }],
    ["42 characters", { code_challenge: "a".repeat(42) }],
    ["129 characters", { code_challenge: "a".repeat(129) }],
    ["two challenges", { code_challenge: ["a".repeat(43), "b".repeat(43)] }],
  ])("MO-02 an authorization request with %s is refused on our page", async (_, changes) => {
    const response = await app.fetch(authorizePath(begin(), changes), { headers: { cookie } });
    expect([response.status, response.headers.get("location")]).toEqual([400, null]);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  });

  test("MO-02 a code without a verifier gives nothing", async () => {
    const attempt = begin();
    const link = await letIn(app, cookie, attempt);
    const { status, body } = await post(app, redemption(attempt, link, { code_verifier: null }));
    expect([status, body.error]).toEqual([400, "invalid_request"]);
  });

  test.each([
    ["a wrong verifier", () => "w".repeat(43)],
    ["the challenge itself", ({ challenge }: Attempt) => challenge],
  ])("MO-02 %s gives nothing and burns the code", async (_, verifierOf) => {
    const attempt = begin();
    const link = await letIn(app, cookie, attempt);
    const wrong = await post(app, redemption(attempt, link, { code_verifier: verifierOf(attempt) }));
    expect([wrong.status, wrong.body]).toEqual([400, grantRefused]);
    const right = await post(app, redemption(attempt, link));
    expect([right.status, right.body]).toEqual([400, grantRefused]);
    expect(await familiesOf(ada)).toEqual([]);
  });
});

describe("MO-03 an app that caught the link", () => {
  test.each([
    ["without a verifier", (code: string) => ({ code, code_verifier: null })],
    ["with its own verifier", (code: string) => ({ code, code_verifier: begin().verifier })],
    ["as itself", (code: string) => ({ code, client_id: "cli", redirect_uri: "http://127.0.0.1/callback" })],
    ["for another address", (code: string) => ({ code, redirect_uri: "https://app.example.com/native/callback" })],
  ])("MO-03 gets nothing %s, and the right app at most one session", async (_, changesOf) => {
    const attempt = begin();
    const link = await letIn(app, cookie, attempt);
    const caught = await post(app, redemption(attempt, link, changesOf(queryOf(link).code ?? "")));
    expect([caught.status, caught.body.access_token]).toEqual([400, undefined]);
    const right = await post(app, redemption(attempt, link));
    const families = await familiesOf(ada);
    expect(families).toHaveLength(right.status === 200 ? 1 : 0);
    if (right.status !== 200) expect(right.body).toEqual(grantRefused);
  });

  test("MO-03 who caught it after it was used ends nothing without the verifier", async () => {
    const { attempt, link, tokens } = await signIn();
    await post(app, redemption(attempt, link, { code_verifier: begin().verifier }));
    expect(await me(tokens.access_token)).toBe(200);
  });
});

describe("MO-04 the link", () => {
  test("MO-04 contains only code, state and issuer, and no secret is stored or logged", async () => {
    const { link, attempt, tokens } = await signIn();
    expect(link.startsWith(`${reader.redirectUri}?`)).toBe(true);
    expect(Object.keys(queryOf(link)).sort()).toEqual(["code", "iss", "state"]);
    expect(queryOf(link).code).toMatch(/^dvc_[\w-]{43}$/);
    const { rows } = await sql<{ all: string }>`
      select string_agg(t::text, '') as all from (
        select to_jsonb(c) t from authorization_code c union all select to_jsonb(s) from session s
        union all select to_jsonb(a) from audit a union all select to_jsonb(k) from idempotency_key k
        union all select to_jsonb(r) from refresh_token r union all select to_jsonb(x) from access_token x) every`.execute(
      app.database.db,
    );
    const kept = JSON.stringify([rows, app.logLines]);
    const secrets = [queryOf(link).code, attempt.verifier, tokens.access_token, tokens.refresh_token];
    for (const secret of secrets) {
      expect(kept).not.toContain(secret.replace(/^dv._/, ""));
      expect(kept).not.toContain(Buffer.from(secret).toString("hex"));
    }
    expect(JSON.stringify(app.logLines)).not.toContain(attempt.state);
  });

  test("MO-04 is good for sixty seconds", async () => {
    const attempt = begin();
    const link = await letIn(app, cookie, attempt);
    const { db } = app.database;
    const [row] = await sql<{ left: number }>`select extract(epoch from expires_at - now())::float8 as left
      from authorization_code order by expires_at desc limit 1`
      .execute(db)
      .then(({ rows }) => rows);
    expect(row?.left).toBeGreaterThan(50);
    expect(row?.left).toBeLessThanOrEqual(60);
    await sql`update authorization_code set expires_at = expires_at - interval '60 seconds'`.execute(db);
    expect((await post(app, redemption(attempt, link))).body).toEqual(grantRefused);
  });

  test("MO-04 no two links are equal", async () => {
    const attempt = begin();
    const links = [await letIn(app, cookie, attempt), await letIn(app, cookie, attempt)];
    expect(queryOf(links[0] ?? "").code).not.toBe(queryOf(links[1] ?? "").code);
  });
});

describe("MO-05 a code", () => {
  test("MO-05 used a second time ends the session it gave, on record", async () => {
    const { attempt, link, tokens } = await signIn();
    expect(await me(tokens.access_token)).toBe(200);
    const again = await post(app, redemption(attempt, link));
    expect([again.status, again.body]).toEqual([400, grantRefused]);
    expect([await me(tokens.access_token), (await refresh(tokens.refresh_token)).status]).toEqual([401, 400]);
    expect(await familiesOf(ada)).toEqual([]);
    expect(await auditOf(ada, "authorization_code.reused")).toHaveLength(1);
    // The user's browser session and other apps stay signed in.
    expect(await me(ada.token)).toBe(200);
  });

  test("MO-05 used again after the browser signed out ends the app's session as well", async () => {
    const { attempt, link, tokens } = await signIn();
    await app.rest("DELETE", "/sessions/current", { headers: { cookie, origin: publicOrigin } });
    expect(await me(tokens.access_token)).toBe(200);
    await post(app, redemption(attempt, link));
    expect(await me(tokens.access_token)).toBe(401);
  });

  test("MO-05 redeemed twenty times at once gives one session", async () => {
    const attempt = begin();
    const link = await letIn(app, cookie, attempt);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(app, redemption(attempt, link))));
    const [won, ...more] = answers.filter(({ status }) => status === 200);
    expect(more).toEqual([]);
    expect(answers.filter(({ body }) => body.error === "invalid_grant")).toHaveLength(19);
    expect(await familiesOf(ada)).toHaveLength(1);
    expect(await me(won?.body.access_token)).toBe(200);
    await post(app, redemption(attempt, link));
    expect(await me(won?.body.access_token)).toBe(401);
  });
});
