import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publicOrigin, type TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { openBrowser } from "../support/cookies.ts";
import { enrol, type Person, refusal } from "../support/people.ts";
import { mutateTrpc, queryTrpc } from "../support/trpc.ts";

let app: TestApp;
let known: { readonly email: string; readonly password: string; readonly hash: string };
beforeAll(async () => {
  app = await startCachedApp();
  const user = { username: "known", email: "known@example.com", password: "a fine password" };
  await app.rest("POST", "/users", { body: { user } });
  const { password_hash } = await app.database.db
    .selectFrom("account")
    .select("password_hash")
    .executeTakeFirstOrThrow();
  known = { email: user.email, password: user.password, hash: password_hash ?? "" };
});
afterAll(() => app.stop());

let ada: Person & { readonly email: string };
beforeEach(async () => {
  const person = await enrol(app);
  const email = `${person.username}@example.com`;
  // The shared password, hashed once.
  await app.database.db.updateTable("account").set({ password_hash: known.hash }).where("id", "=", person.id).execute();
  ada = { ...person, email };
});

const browserOf = ({ email }: { readonly email: string }) => openBrowser(app, { email, password: known.password });
const bearerOf = async ({ email }: { readonly email: string }): Promise<string> =>
  (await app.rest("POST", "/users/login", { body: { user: { email, password: known.password } } })).body.user.token;
const meByCookie = async (cookie: string) => (await app.rest("GET", "/user", { headers: { cookie } })).status;
const meByToken = async (token: string) => (await app.rest("GET", "/user", { token })).status;
const sessionsOf = async (token: string) => (await app.rest("GET", "/sessions", { token })).body.sessions;
const tokenIn = (cookie: string) => cookie.slice(cookie.indexOf("=") + 1);

describe("a token", () => {
  test("stored in a cookie is not accepted as a bearer token, nor a bearer token in a cookie", async () => {
    const { cookie } = await browserOf(ada);
    expect(await meByToken(tokenIn(cookie))).toBe(401);
    expect(await meByCookie(`__Host-dovetail=${ada.token}`)).toBe(401);
  });

  test("sent with a cookie beside it counts, and the cookie does not, whichever accounts they belong to", async () => {
    const grace = await enrol(app);
    const { cookie } = await browserOf(ada);
    const { token } = grace;
    const sent = { token, headers: { cookie } };
    expect((await app.rest("GET", "/user", sent)).body.user.username).toBe(grace.username);
    // Another site cannot send this request, so no Origin header is required.
    expect((await app.rest("PUT", "/user", { ...sent, body: { user: { bio: "by bearer" } } })).status).toBe(200);
    const headers = { cookie, authorization: `Bearer ${token}` };
    expect(await mutateTrpc(app, "accounts.update", { bio: "by tRPC" }, { headers })).toMatchObject({ status: 200 });
    expect((await app.rest("GET", "/user", { token: "dead", headers: { cookie } })).status).toBe(401);
  });

  test("of a proxy in front leaves the cookie its rights and its rules", async () => {
    const { cookie, headers } = await browserOf(ada);
    const basic = { authorization: "Basic YTpi" };
    const body = { user: { bio: "behind a proxy" } };
    expect((await app.rest("PUT", "/user", { headers: { ...headers, ...basic }, body })).status).toBe(200);
    expect((await app.rest("PUT", "/user", { headers: { cookie, ...basic }, body })).status).toBe(403);
  });

  test("differs each time, and only its hash is stored", async () => {
    const tokens = [ada.token, await bearerOf(ada), await bearerOf(ada)];
    expect(new Set(tokens.map((token) => token.split(".")[1])).size).toBe(3);
    const stored = JSON.stringify(await app.database.db.selectFrom("session").selectAll().execute());
    const dump = await app.database.db.selectFrom("session").select("secret_hash").execute();
    const texts = [stored, ...dump.map((row) => Buffer.from(row.secret_hash).toString("latin1"))].join();
    for (const token of tokens) expect(texts).not.toContain(token.split(".")[1]);
  });

  test.each([
    ["with another secret", (token: string) => `${token.slice(0, -4)}AAAA`],
    ["cut short", (token: string) => token.slice(0, -1)],
    ["without a secret", (token: string) => token.slice(0, 37)],
    ["in capitals", (token: string) => token.toUpperCase()],
    ["with more behind it", (token: string) => `${token}A`],
  ])("%s opens nothing", async (_, spoil) => {
    expect(await refusal(app, "GET", "/user", { token: spoil(ada.token) })).toEqual({
      status: 401,
      errors: { token: ["is invalid"] },
    });
  });

  test("ends when it was idle for 14 days, and after 90 days however busy it was", async () => {
    const set = (changes: { last_used_at?: string; created_at?: string }) =>
      app.database.db.updateTable("session").set(changes).where("account_id", "=", ada.id).execute();
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    await set({ created_at: daysAgo(20), last_used_at: daysAgo(13.9) });
    expect(await meByToken(ada.token)).toBe(200);
    const [{ lastUsedAt }] = await sessionsOf(ada.token);
    expect(Date.now() - Date.parse(lastUsedAt)).toBeLessThan(60_000);
    await set({ last_used_at: daysAgo(14.1) });
    expect(await meByToken(ada.token)).toBe(401);
    await set({ last_used_at: daysAgo(0), created_at: daysAgo(89.9) });
    const [{ expiresAt }] = await sessionsOf(ada.token);
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThan(0.2 * 86_400_000);
    await set({ created_at: daysAgo(90.1) });
    expect(await meByToken(ada.token)).toBe(401);
  });

  test("that asked for a new password lives on, and all others end", async () => {
    const other = await bearerOf(ada);
    const browser = await browserOf(ada);
    const { status, headers } = await app.rest("PUT", "/user", {
      token: ada.token,
      body: { user: { password: "another password" } },
    });
    expect(status).toBe(200);
    expect(headers.getSetCookie()).toEqual([]);
    expect([await meByToken(ada.token), await meByToken(other), await meByCookie(browser.cookie)]).toEqual([
      200, 401, 401,
    ]);
  });
});

describe("the list of one's sessions", () => {
  test("shows each with where it is kept and which one asks, and no token", async () => {
    const { cookie, headers } = await browserOf(ada);
    const { status, body } = await app.rest("GET", "/sessions", { headers });
    expect(status).toBe(200);
    expect(body.sessions.map(({ keptIn, current }: { keptIn: string; current: boolean }) => [keptIn, current])).toEqual(
      [
        ["cookie", true],
        ["token", false],
      ],
    );
    for (const token of [tokenIn(cookie), ada.token]) expect(JSON.stringify(body)).not.toContain(token.split(".")[1]);
    expect(Object.keys(body.sessions[0]).sort()).toEqual(
      "app createdAt current expiresAt id keptIn lastUsedAt methods userAgent".split(" "),
    );
    expect((await queryTrpc(app, "sessions.list", {}, { headers })).data).toEqual(body);
  });

  test("holds a hundred at most: with one more the oldest ends", async () => {
    const first = ada.token;
    const rows = Array.from({ length: 99 }, () => ({
      id: crypto.randomUUID(),
      account_id: ada.id,
      secret_hash: Buffer.alloc(32),
      kept_in: "token" as const,
      created_at: new Date(Date.now() + 1000).toISOString(),
    }));
    await app.database.db.insertInto("session").values(rows).execute();
    expect(await meByToken(first)).toBe(200);
    const newest = await bearerOf(ada);
    expect(await sessionsOf(newest)).toHaveLength(100);
    expect(await meByToken(first)).toBe(401);
  });

  test("can end only sessions of its own account", async () => {
    const stranger = await enrol(app);
    const [{ id }] = await sessionsOf(ada.token);
    const noSession = { status: 404, errors: { session: ["not found"] } };
    expect(await refusal(app, "DELETE", `/sessions/${id}`, stranger)).toEqual(noSession);
    expect(await mutateTrpc(app, "sessions.revoke", { id }, stranger)).toMatchObject({
      status: 404,
      error: { reason: "not_found" },
    });
    expect(await refusal(app, "DELETE", `/sessions/${crypto.randomUUID()}`, stranger)).toEqual(noSession);
    expect(await meByToken(ada.token)).toBe(200);
    const other = await bearerOf(ada);
    expect((await app.rest("DELETE", `/sessions/${id}`, { token: other })).status).toBe(204);
    expect([await meByToken(ada.token), await meByToken(other)]).toEqual([401, 200]);
    expect((await refusal(app, "DELETE", "/sessions/7", { token: other })).errors).toEqual({ id: ["is invalid"] });
  });
});

test("signing out ends this session, signing out everywhere all sessions of the account and no others", async () => {
  const stranger = await enrol(app);
  const [one, two, browser] = [await bearerOf(ada), await bearerOf(ada), await browserOf(ada)];
  expect((await app.rest("DELETE", "/sessions/current", { token: one })).status).toBe(204);
  expect([await meByToken(one), await meByToken(two)]).toEqual([401, 200]);
  expect(await mutateTrpc(app, "sessions.logoutEverywhere", {}, { token: two })).toMatchObject({
    status: 200,
    data: null,
  });
  expect([await meByToken(two), await meByToken(ada.token), await meByCookie(browser.cookie)]).toEqual([401, 401, 401]);
  expect((await queryTrpc(app, "accounts.current", {}, { token: two })).status).toBe(401);
  expect(await meByToken(stranger.token)).toBe(200);
});

test("each of the calls about sessions needs one", async () => {
  for (const [method, path] of [
    ["GET", "/sessions"],
    ["DELETE", "/sessions"],
    ["DELETE", "/sessions/current"],
    ["DELETE", `/sessions/${crypto.randomUUID()}`],
  ] as const)
    expect(await refusal(app, method, path)).toEqual({ status: 401, errors: { token: ["is missing"] } });
});

test("a streamed batch cannot set a cookie, and then nothing has happened", async () => {
  const stream = (name: string, input: unknown, headers: Record<string, string>) =>
    app
      .fetch(`/trpc/${name}?batch=1`, {
        method: "POST",
        headers: { "content-type": "application/json", "trpc-accept": "application/jsonl", ...headers },
        body: JSON.stringify({ 0: input }),
      })
      .then((response) => response.text());
  const newcomer = { username: "streamed", email: "streamed@example.com", password: known.password, session: "cookie" };
  expect(await stream("accounts.register", newcomer, { origin: publicOrigin })).toContain("cannot set a cookie");
  const { cookie, headers } = await browserOf(ada);
  expect(await stream("accounts.update", { password: "another password" }, { ...headers })).toContain("cannot set");
  expect(await meByCookie(cookie)).toBe(200);
  const found = await app.database.db.selectFrom("account").select("id").where("username", "=", "streamed").execute();
  expect(found).toEqual([]);
});
