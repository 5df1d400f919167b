import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { TestApp } from "../support/app.ts";
import { startCachedApp } from "../support/caching.ts";
import { cookieOf, openBrowser } from "../support/cookies.ts";
import { enrol, type Person } from "../support/people.ts";
import { fromBrowser, mutateTrpc } from "../support/trpc.ts";

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
const meByCookie = async (cookie: string) => (await app.rest("GET", "/user", { headers: { cookie } })).status;
const meByToken = async (token: string) => (await app.rest("GET", "/user", { token })).status;
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
      (headers: Record<string, string>) => mutateTrpc(app, "sessions.logout", {}, { headers }),
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

  test("is never one that the browser sent: a made-up, expired or foreign one does not become valid", async () => {
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
