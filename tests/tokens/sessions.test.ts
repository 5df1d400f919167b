import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { cookieOf, openBrowser } from "../support/cookies.ts";
import { enrol, type Person, refusal } from "../support/people.ts";

const password = "a fine password";
let app: TestApp;
let hash: string | null;
let ada: Person & { readonly email: string };
beforeAll(async () => {
  app = await startTestApp();
  await app.rest("POST", "/users", { body: { user: { username: "known", email: "known@example.com", password } } });
  ({ password_hash: hash } = await app.database.db
    .selectFrom("account")
    .select("password_hash")
    .executeTakeFirstOrThrow());
});
afterAll(() => app.stop());

async function enrolWithPassword() {
  const person = await enrol(app);
  await app.database.db.updateTable("account").set({ password_hash: hash }).where("id", "=", person.id).execute();
  return { ...person, email: `${person.username}@example.com` };
}
beforeEach(async () => {
  ada = await enrolWithPassword();
});

const logIn = async ({ email } = ada): Promise<string> =>
  (await app.rest("POST", "/users/login", { body: { user: { email, password } } })).body.user.token;
const openApp = async (token: string) => (await app.rest("POST", "/sessions/app", { token })).body;
const me = async (token: string) => (await app.rest("GET", "/user", { token })).status;
const meByCookie = async (cookie: string) => (await app.rest("GET", "/user", { headers: { cookie } })).status;
const reauthenticate = (token: string, given = password) =>
  app.rest("POST", "/sessions/reauthenticate", { token, body: { password: given } });
const makeStale = () =>
  sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${ada.id}`.execute(
    app.database.db,
  );
const createKeyStatus = async (token: string) =>
  (await app.rest("POST", "/api-keys", { token, body: { name: "k", scopes: ["feed:read"] } })).status;

test("SE-01 a sign-in never adopts a cookie that was made up or another account's (session fixation)", async () => {
  const stranger = await openBrowser(app, { email: (await enrolWithPassword()).email, password });
  await app.rest("DELETE", "/sessions/current", { headers: stranger.headers });
  const madeUp = `__Host-dovetail=${crypto.randomUUID()}.${"A".repeat(43)}`;
  for (const cookie of [madeUp, stranger.cookie]) {
    const { headers } = await app.rest("POST", "/users/login", {
      headers: { ...stranger.headers, cookie },
      body: { user: { email: ada.email, password, session: "cookie" } },
    });
    const fresh = cookieOf(headers) ?? "";
    expect(fresh).not.toBe(cookie);
    expect([await meByCookie(fresh), await meByCookie(cookie)]).toEqual([200, 401]);
  }
});

test("SE-04 signing out everywhere ends browsers, bearers and apps at once; API keys stay", async () => {
  const browsers = [
    await openBrowser(app, { email: ada.email, password }),
    await openBrowser(app, { email: ada.email, password }),
  ];
  const apps = [await openApp(await logIn()), await openApp(await logIn())];
  const { key } = (
    await app.rest("POST", "/api-keys", { token: ada.token, body: { name: "k", scopes: ["feed:read"] } })
  ).body;
  expect((await app.rest("DELETE", "/sessions", { token: ada.token })).status).toBe(204);
  for (const { cookie } of browsers) expect(await meByCookie(cookie)).toBe(401);
  for (const { accessToken, refreshToken } of apps) {
    expect(await me(accessToken)).toBe(401);
    expect((await app.rest("POST", "/sessions/refresh", { body: { refreshToken } })).status).toBe(401);
  }
  expect(await me(ada.token)).toBe(401);
  expect((await app.rest("GET", "/articles/feed", { token: key })).status).toBe(200);
});

test("SE-03 and SE-09 signing out elsewhere keeps this session, and ends none of another account", async () => {
  const bob = await enrol(app);
  const [app1, bearer] = [await openApp(await logIn()), await logIn()];
  expect((await app.rest("DELETE", "/sessions/others", { token: ada.token })).status).toBe(204);
  expect([await me(ada.token), await me(app1.accessToken), await me(bearer), await me(bob.token)]).toEqual([
    200, 401, 401, 200,
  ]);
  const { sessions } = (await app.rest("GET", "/sessions", { token: ada.token })).body;
  expect(sessions).toMatchObject([{ keptIn: "token", methods: ["pwd"], current: true }]);
  expect(JSON.stringify(sessions)).not.toContain(ada.token.split(".")[1]);
});

describe("SE-05 re-authentication", () => {
  test("SE-05 makes the session fresh and changes its token; the old one is dead, the session the same", async () => {
    await makeStale();
    expect(await createKeyStatus(ada.token)).toBe(403);
    const { status, body } = await reauthenticate(ada.token);
    expect(status).toBe(200);
    expect([await me(ada.token), await me(body.token), await createKeyStatus(body.token)]).toEqual([401, 200, 201]);
    expect(body.token.split(".")[0]).toBe(ada.token.split(".")[0]);
    const { rows } = await sql`select actor_id from audit where action = 'session.reauthenticated'
      and account_id = ${ada.id}`.execute(app.database.db);
    expect(rows).toEqual([{ actor_id: ada.id }]);
  });

  test("SE-05 sets a new cookie for a session in a cookie, and shows no token", async () => {
    const { cookie, headers } = await openBrowser(app, { email: ada.email, password });
    const answer = await app.rest("POST", "/sessions/reauthenticate", { headers, body: { password } });
    expect(answer.body).toEqual({ token: null });
    const renewed = cookieOf(answer.headers) ?? "";
    expect([await meByCookie(cookie), await meByCookie(renewed)]).toEqual([401, 200]);
  });

  test("SE-05 gives an app a new access token; its refresh token stays valid", async () => {
    const tokens = await openApp(ada.token);
    const { token } = (await reauthenticate(tokens.accessToken)).body;
    expect([await me(tokens.accessToken), await me(token)]).toEqual([401, 200]);
    const { refreshToken } = tokens;
    expect((await app.rest("POST", "/sessions/refresh", { body: { refreshToken } })).status).toBe(200);
  });

  test("SE-05 refuses a wrong password, and accounts without one; the session stays as it was", async () => {
    const without = await enrol(app);
    await makeStale();
    const wrong = { status: 401, errors: { credentials: ["invalid"] } };
    const body = { password: "another one" };
    expect(await refusal(app, "POST", "/sessions/reauthenticate", { token: ada.token, body })).toEqual(wrong);
    expect(await refusal(app, "POST", "/sessions/reauthenticate", { token: without.token, body })).toEqual(wrong);
    expect([await me(ada.token), await createKeyStatus(ada.token)]).toEqual([200, 403]);
  });

  test("SE-05 is limited like sign-ins: after ten wrong passwords even the right one is refused", async () => {
    const limited = await startTestApp({ LIMITS: "on" }, undefined, { database: app.database });
    const send = (given: string) =>
      limited.rest("POST", "/sessions/reauthenticate", { token: ada.token, body: { password: given } });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt++) statuses.push((await send("wrong one")).status);
    expect(statuses.at(0)).toBe(401);
    expect(statuses.at(-1)).toBe(429);
    expect((await send(password)).status).toBe(429);
    await limited.stop();
  });
});
