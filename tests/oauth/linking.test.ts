import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startSession } from "../../server/features/sessions/index.ts";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import { enrol } from "../support/people.ts";
import { type IdentityProvider, passThrough, startIdentityProvider } from "./identity-provider.ts";
import { begin, returnFromProvider, sessionIn, whoIs } from "./journey.ts";

let provider: IdentityProvider;
let app: TestApp;
let serial = 0;

/** A user of the provider without an account here. */
const stranger = (more: { readonly email?: string; readonly email_verified?: boolean } = {}) => {
  const name = `guest${++serial}`;
  return { sub: `sub-${name}`, email: `${name}@example.org`, email_verified: true, name, ...more };
};

beforeAll(async () => {
  provider = await startIdentityProvider(stranger());
  app = await startTestApp({ ...provider.environment, OIDC_NAME: "House", APP_ORIGINS: "https://app.example.com" });
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.signedIn = stranger();
  provider.tokenRequests = 0;
});

async function signIn(options: Parameters<typeof begin>[1] = {}, ...cookies: readonly string[]) {
  const started = await begin(app, options);
  return returnFromProvider(app, await passThrough(started.url.href), started.cookie, ...cookies);
}

const cookieSession = (accountId: number) =>
  startSession(app.database.db, { accountId, keptIn: "cookie", userAgent: null, methods: ["pwd"] });

const verify = (id: number, email: string) =>
  app.database.db
    .updateTable("account")
    .set({ email, email_verified_at: new Date().toISOString() })
    .where("id", "=", id)
    .execute();

test("OA-12 the owner of an account with that address signs in first and links", async () => {
  const owner = await enrol(app);
  await verify(owner.id, provider.signedIn.email);
  expect(await signIn()).toMatchObject({ status: 303, error: "sign_in_to_link", token: undefined });

  const session = await cookieSession(owner.id);
  const linked = await signIn({ session, returnTo: "/settings" }, sessionIn(session));
  expect(linked).toMatchObject({ status: 303, error: null, location: `${publicOrigin}/settings` });
  // SE-05: the session continues with a new token.
  expect(linked.token).not.toBe(session);
  expect(await whoIs(app, session)).toBeNull();
  expect(await whoIs(app, linked.token)).toMatchObject({ username: owner.username });
  expect(await whoIs(app, (await signIn()).token)).toMatchObject({ username: owner.username });
});

describe("OA-12 linking", () => {
  test("needs a fresh session", async () => {
    const owner = await enrol(app);
    const { db } = app.database;
    await db
      .updateTable("session")
      .set({ authenticated_at: "2020-01-01T00:00:00.000Z" })
      .where("account_id", "=", owner.id)
      .execute();
    const { status, body } = await app.rest("POST", "/oauth/link", { token: owner.token, body: { provider: "oidc" } });
    expect([status, body.code]).toEqual([403, "reauth_required"]);
  });

  test("happens in the browser that asked for it, and nowhere else", async () => {
    const [owner, other] = [await enrol(app), await enrol(app)];
    const [session, others] = [await cookieSession(owner.id), await cookieSession(other.id)];
    expect(await signIn({ session }, sessionIn(others))).toMatchObject({ error: "state_invalid", token: undefined });
    expect(await signIn({ session })).toMatchObject({ error: "state_invalid", token: undefined });
    const identities = await app.database.db
      .selectFrom("identity")
      .selectAll()
      .where("account_id", "in", [owner.id, other.id])
      .execute();
    expect(identities).toEqual([]);
  });

  test("ends when the session does", async () => {
    const owner = await enrol(app);
    const session = await cookieSession(owner.id);
    const started = await begin(app, { session });
    const url = await passThrough(started.url.href);
    await app.database.db.deleteFrom("session").where("account_id", "=", owner.id).execute();
    expect(await returnFromProvider(app, url, started.cookie, sessionIn(session))).toMatchObject({
      error: "state_invalid",
    });
  });

  test("refuses an identity that is linked to another account", async () => {
    await signIn();
    const owner = await enrol(app);
    const session = await cookieSession(owner.id);
    const ended = await signIn({ session }, sessionIn(session));
    expect(ended).toMatchObject({ error: "identity_taken", token: undefined });
    expect(await whoIs(app, session)).toMatchObject({ username: owner.username });
  });
});

test("OA-13 who signed up with another's address has nothing left once its owner signs in", async () => {
  const { db } = app.database;
  const user = { username: "squatter", email: provider.signedIn.email.toUpperCase(), password: "a fine password" };
  const { token } = (await app.rest("POST", "/users", { body: { user } })).body.user;
  const { id } = await db
    .selectFrom("account")
    .select("id")
    .where("username", "=", "squatter")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("identity")
    .values({ issuer: "https://x", subject: "squatter", account_id: id, provider: "google", email: null })
    .execute();

  const owner = await signIn();
  expect(await whoIs(app, owner.token)).toMatchObject({ username: "squatter" });
  expect((await app.rest("GET", "/user", { token })).status).toBe(401);
  expect((await app.rest("POST", "/users/login", { body: { user } })).status).toBe(401);
  const { body } = await app.rest("GET", "/oauth/identities", { headers: { cookie: sessionIn(owner.token ?? "") } });
  expect(body.identities.map(({ provider }: { provider: string }) => provider)).toEqual(["oidc"]);
});

test("OA-11 an address that the provider has not verified creates no account", async () => {
  provider.signedIn = stranger({ email_verified: false });
  expect(await signIn()).toMatchObject({ status: 303, error: "email_unverified", token: undefined });
});

test("a suspended account is not signed in to", async () => {
  const { token } = await signIn();
  const { username } = await whoIs(app, token);
  await app.database.db
    .updateTable("account")
    .set({ suspended_at: new Date().toISOString() })
    .where("username", "=", username)
    .execute();
  expect(await signIn()).toMatchObject({ error: "account_suspended", token: undefined });
});

describe("unlinking", () => {
  test("never removes the last credential, nor another account's", async () => {
    const cookie = sessionIn((await signIn()).token ?? "");
    const headers = { cookie, origin: publicOrigin };
    const [identity] = (await app.rest("GET", "/oauth/identities", { headers })).body.identities;
    expect(identity).toMatchObject({ provider: "oidc", email: provider.signedIn.email });
    const path = `/oauth/identities/${identity.id}`;
    expect((await app.rest("DELETE", path, { headers })).body.code).toBe("last_way_in");

    const other = await enrol(app);
    expect((await app.rest("DELETE", path, { token: other.token })).status).toBe(404);

    await app.rest("PUT", "/user", { headers, body: { user: { password: "a fine password" } } });
    const { db } = app.database;
    await db.updateTable("session").set({ authenticated_at: new Date().toISOString() }).execute();
    const token = (
      await app.rest("POST", "/users/login", { body: { user: { email: identity.email, password: "a fine password" } } })
    ).body.user.token;
    expect((await app.rest("DELETE", path, { token })).status).toBe(204);
    expect((await app.rest("GET", "/oauth/identities", { token })).body.identities).toEqual([]);
  });
});

test("a posted form goes on by GET, where the cookie comes along", async () => {
  const started = await begin(app);
  const url = await passThrough(started.url.href);
  const response = await app.fetch(url.pathname, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://appleid.apple.com" },
    body: `${url.searchParams}&user=%7B%7D`,
  });
  expect(response.status).toBe(303);
  expect((await returnFromProvider(app, response.headers.get("location") ?? "", started.cookie)).token).toBeDefined();
});
