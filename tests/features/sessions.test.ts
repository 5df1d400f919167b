import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publicOrigin, type TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { cookieOf, openBrowser } from "../support/cookies.ts";
import { enrol, type Person, refusal } from "../support/people.ts";
import { askTrpc, fromBrowser, tellTrpc } from "../support/trpc.ts";

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

describe("a session in a cookie", () => {
  test("is set with every protection a browser has, at sign-up and at sign-in", async () => {
    const newcomer = { username: "newcomer", email: "newcomer@example.com", password: "a fine password" };
    const answers = [
      await app.rest("POST", "/users", {
        headers: fromBrowser(undefined),
        body: { user: { ...newcomer, session: "cookie" } },
      }),
      await app.rest("POST", "/users/login", {
        headers: fromBrowser(undefined),
        body: { user: { email: ada.email, password: known.password, session: "cookie" } },
      }),
    ];
    for (const { headers } of answers) {
      const [cookie = "", another] = headers.getSetCookie();
      expect(another).toBeUndefined();
      const [pair = "", ...flags] = cookie.split("; ");
      expect(pair).toMatch(/^__Host-dovetail=[0-9a-f-]{36}\.[\w-]{43}$/);
      expect(flags.sort()).toEqual(["HttpOnly", "Max-Age=7776000", "Path=/", "SameSite=Lax", "Secure"]);
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });

  test("never shows its token in a body or another header", async () => {
    const { cookie, headers } = await browserOf(ada);
    const secret = tokenIn(cookie).split(".")[1] ?? "";
    const me = await app.rest("GET", "/user", { headers });
    expect(me.body.user.token).toBeNull();
    const changed = await app.rest("PUT", "/user", { headers, body: { user: { bio: "b" } } });
    expect(changed.body.user.token).toBeNull();
    const listed = await app.rest("GET", "/sessions", { headers });
    for (const answer of [me, changed, listed])
      expect(JSON.stringify([answer.body, [...answer.headers]])).not.toContain(secret);
  });

  test("is not shown at sign-in either", async () => {
    const user = { email: ada.email, password: known.password, session: "cookie" };
    const { body, headers } = await app.rest("POST", "/users/login", {
      headers: fromBrowser(undefined),
      body: { user },
    });
    const secret = tokenIn(cookieOf(headers) ?? "").split(".")[1] ?? "none";
    headers.delete("set-cookie");
    expect(body.user.token).toBeNull();
    expect(JSON.stringify([body, [...headers]])).not.toContain(secret);
  });

  test("ends with the sign-out, which empties the cookie with the attributes it was set with", async () => {
    for (const signOut of [
      (headers: Record<string, string>) => app.rest("DELETE", "/sessions/current", { headers }),
      (headers: Record<string, string>) => app.rest("DELETE", "/sessions", { headers }),
      (headers: Record<string, string>) => tellTrpc(app, "sessions.logout", {}, { headers }),
    ]) {
      const { cookie, headers } = await browserOf(ada);
      const answer = await signOut({ ...headers });
      expect(answer.headers.getSetCookie()).toEqual([
        "__Host-dovetail=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax",
      ]);
      expect(await meByCookie(cookie)).toBe(401);
    }
  });

  test("takes a fresh token when the password changes, and the old one is dead", async () => {
    const [here, elsewhere, phone] = [await browserOf(ada), await browserOf(ada), ada.token];
    const body = { user: { password: "another password" } };
    const { status, headers } = await app.rest("PUT", "/user", { headers: here.headers, body });
    const fresh = cookieOf(headers) ?? "";
    expect(status).toBe(200);
    expect(fresh).not.toBe(here.cookie);
    expect(await meByCookie(fresh)).toBe(200);
    expect([await meByCookie(here.cookie), await meByCookie(elsewhere.cookie), await meByToken(phone)]).toEqual([
      401, 401, 401,
    ]);
  });

  test("is as good as none for a visitor once it is dead, since a browser cannot stop sending it", async () => {
    const { cookie, headers } = await browserOf(ada);
    await app.rest("DELETE", "/sessions/current", { headers });
    expect((await app.rest("GET", "/articles", { headers: { cookie } })).status).toBe(200);
  });

  test("is never one that the browser brought: a made-up, dead or foreign one does not become good", async () => {
    const dead = await browserOf(ada);
    await app.rest("DELETE", "/sessions/current", { headers: dead.headers });
    const madeUp = `__Host-dovetail=${crypto.randomUUID()}.${"A".repeat(43)}`;
    for (const brought of [dead.cookie, madeUp]) {
      const { headers } = await app.rest("POST", "/users/login", {
        headers: fromBrowser(brought),
        body: { user: { email: ada.email, password: known.password, session: "cookie" } },
      });
      const fresh = cookieOf(headers) ?? "";
      expect(fresh).not.toBe(brought);
      expect([await meByCookie(brought), await meByCookie(fresh)]).toEqual([401, 200]);
    }
  });
});

describe("a token", () => {
  test("kept in a cookie is no bearer, and a bearer no cookie", async () => {
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
    expect(await tellTrpc(app, "accounts.update", { bio: "by tRPC" }, { headers })).toMatchObject({ status: 200 });
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
    expect((await askTrpc(app, "sessions.list", {}, { headers })).data).toEqual(body);
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
    expect(await tellTrpc(app, "sessions.revoke", { id }, stranger)).toMatchObject({
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
  expect(await tellTrpc(app, "sessions.logoutEverywhere", {}, { token: two })).toMatchObject({
    status: 200,
    data: null,
  });
  expect([await meByToken(two), await meByToken(ada.token), await meByCookie(browser.cookie)]).toEqual([401, 401, 401]);
  expect((await askTrpc(app, "accounts.current", {}, { token: two })).status).toBe(401);
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
