import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import { cookieOf, openBrowser } from "../support/cookies.ts";
import { openMail, type TestMail, tokenIn } from "../support/mail.ts";
import {
  ageLinks,
  another,
  auditOf,
  enrolOwner,
  everythingKept,
  logIn,
  type Owner,
  openSession,
  password,
  statusOf,
} from "./owner.ts";

let app: TestApp;
let mail: TestMail;
let ada: Owner;
beforeAll(async () => {
  app = await startTestApp();
  mail = openMail(app);
});
afterAll(() => app.stop());
beforeEach(async () => {
  ada = await enrolOwner(app, { isVerified: false });
});

const verify = (body: Readonly<Record<string, unknown>>, token?: string) =>
  app.rest("POST", "/emails/verifications", { body, token });
const isVerified = async ({ id }: Pick<Owner, "id">) =>
  (await app.database.db.selectFrom("account").select("email_verified_at").where("id", "=", id).executeTakeFirst())
    ?.email_verified_at !== null;

async function linkFor({ token }: Owner): Promise<string> {
  expect((await app.rest("POST", "/user/email/verification-requests", { token })).status).toBe(202);
  return tokenIn((await mail.deliver()).find(({ text }) => text.includes("#token=")));
}

test("signing up sends a link, and nothing secret is left of it", async () => {
  const user = { username: "grace", email: "grace@example.com", password };
  const { body } = await app.rest("POST", "/users", { body: { user } });
  const [message, ...more] = await mail.deliver();
  expect(more).toEqual([]);
  expect(message).toMatchObject({ to: user.email, subject: "Confirm your address for localhost:8787" });
  expect(message?.text).toContain(`http://localhost:8787/account/verify#token=${tokenIn(message)}`);
  const kept = await everythingKept(app);
  for (const secret of [tokenIn(message), password, body.user.token]) expect(kept).not.toContain(secret);
});

describe("a link is used", () => {
  test("SE-05 in the account's own session: all stays, and the session gets a new token", async () => {
    const other = await openSession(app, ada);
    const { status, body } = await verify({ token: await linkFor(ada) }, ada.token);
    expect([status, body]).toEqual([200, { email: ada.email, token: expect.any(String), resetToken: null }]);
    expect(await Promise.all([ada.token, body.token, other].map((token) => statusOf(app, token)))).toEqual([
      401, 200, 200,
    ]);
    expect((await logIn(app, ada.email)).status).toBe(200);
    expect(await isVerified(ada)).toBe(true);
    expect(await auditOf(app, ada.id)).toContain("email.verified");
  });

  test("SE-05 in a session that a cookie keeps: the cookie is replaced and no token is shown", async () => {
    const browser = await openBrowser(app, { email: ada.email, password });
    const { body, headers } = await app.rest("POST", "/emails/verifications", {
      headers: browser.headers,
      body: { token: await linkFor(ada) },
    });
    expect(body).toEqual({ email: ada.email, token: null, resetToken: null });
    const me = async (cookie: string) => (await app.rest("GET", "/user", { headers: { cookie } })).status;
    expect([await me(browser.cookie), await me(cookieOf(headers) ?? "")]).toEqual([401, 200]);
  });

  test("SE-05 verification does not make a session fresh", async () => {
    await sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${ada.id}`.execute(
      app.database.db,
    );
    const { body } = await verify({ token: await linkFor(ada) }, ada.token);
    expect((await app.rest("POST", "/sessions/app", { token: body.token })).status).toBe(403);
  });

  test("with the account's password: all stays", async () => {
    const token = await linkFor(ada);
    expect(await verify({ token, password: another })).toMatchObject({ status: 401, body: { code: "credentials" } });
    expect(await isVerified(ada)).toBe(false);
    expect((await verify({ token, password })).body).toEqual({ email: ada.email, token: null, resetToken: null });
    expect(await statusOf(app, ada.token)).toBe(200);
  });

  test("RS-08 with neither: no credential of the person who signed up opens the account any longer", async () => {
    const attacker = ada;
    const opened = await openSession(app, attacker);
    const { refreshToken } = (await app.rest("POST", "/sessions/app", { token: opened })).body;
    const made = { name: "k", scopes: ["feed:read"] };
    const { key } = (await app.rest("POST", "/api-keys", { token: attacker.token, body: made })).body;
    await app.database.db
      .insertInto("identity")
      .values({ issuer: "i", subject: "attacker", account_id: attacker.id, provider: "oidc", email: null })
      .execute();

    const { status, body } = await verify({ token: await linkFor(attacker) });
    expect([status, body]).toEqual([200, { email: ada.email, token: null, resetToken: expect.any(String) }]);
    expect([await statusOf(app, attacker.token), (await logIn(app, ada.email)).status]).toEqual([401, 401]);
    expect((await app.rest("POST", "/sessions/refresh", { body: { refreshToken } })).status).toBe(401);
    expect((await app.rest("GET", "/articles/feed", { token: key })).status).toBe(401);
    expect(await app.database.db.selectFrom("identity").selectAll().execute()).toEqual([]);

    const chosen = { token: body.resetToken, password: another };
    expect((await app.rest("POST", "/passwords/resets", { body: chosen })).status).toBe(204);
    expect((await logIn(app, ada.email, another)).status).toBe(200);
    expect(await everythingKept(app)).not.toContain(body.resetToken);
    await mail.deliver();
  });

  test("RS-08 in another account's session: nothing is done", async () => {
    const bob = await enrolOwner(app);
    const token = await linkFor(ada);
    expect(await verify({ token }, bob.token)).toMatchObject({ status: 409, body: { code: "other_account" } });
    expect([await isVerified(ada), await statusOf(app, ada.token)]).toEqual([false, 200]);
  });

  test("twice, too late, or for an address that was left: it is refused", async () => {
    const first = await linkFor(ada);
    await verify({ token: first }, ada.token);
    expect((await verify({ token: first, password })).status).toBe(410);
    const bob = await enrolOwner(app, { isVerified: false });
    const late = await linkFor(bob);
    await ageLinks(app, 1440);
    expect((await verify({ token: late }, bob.token)).status).toBe(410);
    const stale = await linkFor(bob);
    await app.rest("PUT", "/user", { token: bob.token, body: { user: { email: "moved@example.org" } } });
    expect((await verify({ token: stale }, bob.token)).status).toBe(410);
    expect(await isVerified(bob)).toBe(false);
    expect((await mail.deliver()).map(({ to }) => to)).toEqual(["moved@example.org"]);
  });
});

test("an address that is verified gets no more links", async () => {
  const bob = await enrolOwner(app);
  expect((await app.rest("POST", "/user/email/verification-requests", { token: bob.token })).status).toBe(202);
  expect(await mail.deliver()).toEqual([]);
});

test("a page of another origin cannot use a link with the cookie", async () => {
  const browser = await openBrowser(app, { email: ada.email, password });
  const headers = { ...browser.headers, origin: "https://evil.test" };
  const { status } = await app.rest("POST", "/emails/verifications", { headers, body: { token: await linkFor(ada) } });
  expect([status, publicOrigin === headers.origin, await isVerified(ada)]).toEqual([403, false, false]);
});
