import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { grantRole } from "../../server/features/admin/index.ts";
import { startSession } from "../../server/features/sessions/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { enrol, type Person, publish, refusal } from "../support/people.ts";
import { enrolAs, goStale, roleOf } from "./roles.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

let root: Person;
let ada: Person;
beforeEach(async () => {
  await app.database.db.updateTable("account").set({ role: "member" }).execute();
  root = await enrolAs(app, "admin");
  ada = await enrol(app);
});

const suspend = (who: string, { token }: Person = root, suspension = {}) =>
  app.rest("POST", `/admin/users/${who}/suspension`, { token, body: { suspension } });
const restore = (who: string, { token }: Person = root) =>
  app.rest("DELETE", `/admin/users/${who}/suspension`, { token });
const changeRole = (who: string, role: string, { token }: Person = root) =>
  app.rest("PUT", `/admin/users/${who}/role`, { token, body: { user: { role } } });
const me = async ({ token }: Person) => (await app.rest("GET", "/user", { token })).status;
const listed = async (search: string) => {
  const { status, body } = await app.rest("GET", `/admin/users${search}`, { token: root.token });
  return status === 200 ? body.users.map(({ username }: Person) => username) : status;
};
const auditOf = async (who: Person, action: string) =>
  (await app.rest("GET", `/admin/audit?username=${who.username}&action=${action}`, { token: root.token })).body.entries;

describe("the list of accounts", () => {
  test("finds by the beginning of a name or an address, whatever its case", async () => {
    for (const name of ["Zoe", "zoeller", "azoe"]) await enrol(app, name);
    expect(await listed("?search=zOE")).toEqual(["zoeller", "Zoe"]);
    expect(await listed("?search=azoe%40example")).toEqual(["azoe"]);
  });

  test("matches LIKE wildcards literally", async () => {
    for (const name of ["p%x", "p_x", "pax", "q\\x"]) await enrol(app, name);
    expect(await listed("?search=p%25")).toEqual(["p%x"]);
    expect(await listed("?search=p_")).toEqual(["p_x"]);
    expect(await listed("?search=q%5C")).toEqual(["q\\x"]);
    expect(await listed("?search=%25")).toEqual([]);
  });

  test("narrows by role and by state", async () => {
    const moderator = await enrolAs(app, "moderator");
    await suspend(ada.username);
    expect(await listed("?role=admin")).toEqual([root.username]);
    expect(await listed("?role=moderator")).toEqual([moderator.username]);
    expect(await listed(`?state=suspended&search=${ada.username}`)).toEqual([ada.username]);
    expect(await listed(`?state=active&search=${ada.username}`)).toEqual([]);
  });

  test("pages by cursor, each account once", async () => {
    for (const name of ["page1", "page2", "page3"]) await enrol(app, name);
    const seen: string[] = [];
    let cursor = "";
    for (let pages = 0; pages < 5; pages++) {
      const query = `/admin/users?search=page&limit=2${cursor}`;
      const { body } = await app.rest("GET", query, { token: root.token });
      seen.push(...body.users.map(({ username }: Person) => username));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(seen).toEqual(["page3", "page2", "page1"]);
    expect(await listed("?cursor=zzzzzzzzzzz")).toBe(422);
  });

  test("shows what the contract names and nothing secret", async () => {
    const { body } = await app.rest("GET", `/admin/users?search=${ada.username}&limit=1`, { token: root.token });
    expect(body.users[0]).toEqual({
      username: ada.username,
      email: `${ada.username}@example.com`,
      role: "member",
      isEmailVerified: false,
      suspendedAt: null,
      createdAt: expect.any(String),
    });
  });
});

describe("a suspension", () => {
  test("AU-12 ends every session and app at once, and what they opened stays shut after it is lifted", async () => {
    const { db } = app.database;
    const start = { accountId: ada.id, keptIn: "token", userAgent: null, methods: ["pwd"] } as const;
    const other = { ...ada, token: await startSession(db, start) };
    const { status, body } = await suspend(ada.username, root, { reason: "spam" });
    expect([status, body.user.suspendedAt]).toEqual([200, expect.any(String)]);
    expect([await me(ada), await me(other)]).toEqual([401, 401]);
    expect(await db.selectFrom("session").selectAll().where("account_id", "=", ada.id).execute()).toEqual([]);
    expect((await restore(ada.username)).body.user.suspendedAt).toBeNull();
    expect(await me(ada)).toBe(401);
    expect(await me({ ...ada, token: await startSession(db, start) })).toBe(200);
  });

  test("AU-12 shuts a session out that began a moment too late to be ended", async () => {
    await suspend(ada.username);
    const start = { accountId: ada.id, keptIn: "token", userAgent: null, methods: ["pwd"] } as const;
    expect(await me({ ...ada, token: await startSession(app.database.db, start) })).toBe(401);
  });

  test("leaves what its author wrote for all to read", async () => {
    const { slug } = await publish(app, ada);
    await suspend(ada.username);
    expect((await app.rest("GET", `/articles/${slug}`)).body.article.author.username).toBe(ada.username);
  });

  test("twice is the same as once, and is on record once, with its reason", async () => {
    const first = await suspend(ada.username, root, { reason: "spam" });
    const second = await suspend(ada.username.toUpperCase());
    expect(second.body).toEqual(first.body);
    expect(await auditOf(ada, "account.suspended")).toEqual([
      expect.objectContaining({ actor: root.username, account: ada.username, details: { reason: "spam" } }),
    ]);
    await restore(ada.username);
    await restore(ada.username);
    expect(await auditOf(ada, "account.restored")).toHaveLength(1);
  });

  test("refuses one's own account and unknown accounts", async () => {
    expect(await suspend(root.username.toUpperCase())).toMatchObject({ status: 403, body: { code: "own_account" } });
    expect(await suspend("nobody-here")).toMatchObject({ status: 404 });
    expect(await restore("nobody-here")).toMatchObject({ status: 404 });
  });

  test("asks for a fresh session", async () => {
    await goStale(app, root);
    for (const answer of [
      await suspend(ada.username),
      await restore(ada.username),
      await changeRole(ada.username, "admin"),
    ])
      expect(answer).toMatchObject({ status: 403, body: { code: "reauth_required" } });
    expect([await me(ada), await roleOf(app, ada)]).toEqual([200, "member"]);
  });

  test("of two admins by each other at once leaves one", async () => {
    const rival = await enrolAs(app, "admin");
    const answers = await Promise.all([suspend(rival.username, root), suspend(root.username, rival)]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const active = await app.database.db
      .selectFrom("account")
      .select("id")
      .where("role", "=", "admin")
      .where("suspended_at", "is", null)
      .execute();
    expect(active).toHaveLength(1);
  });
});

describe("a role", () => {
  test("SE-05 ends the sessions of who gets another, and the new ones have its rights", async () => {
    expect((await changeRole(ada.username, "moderator")).body.user.role).toBe("moderator");
    expect(await me(ada)).toBe(401);
    expect(await auditOf(ada, "account.role_changed")).toEqual([
      expect.objectContaining({ actor: root.username, details: { from: "member", to: "moderator" } }),
    ]);
  });

  test("that an account has already changes nothing", async () => {
    expect((await changeRole(ada.username, "member")).status).toBe(200);
    expect(await me(ada)).toBe(200);
    expect(await auditOf(ada, "account.role_changed")).toEqual([]);
  });

  test("AZ-07 of the last admin stays, also when they give it up themselves", async () => {
    expect(await changeRole(root.username, "member")).toMatchObject({ status: 409, body: { code: "last_admin" } });
    expect(await roleOf(app, root)).toBe("admin");
  });

  test("AZ-07 is not given up to a suspended admin, who could name no other", async () => {
    const rival = await enrolAs(app, "admin");
    await suspend(rival.username);
    expect(await changeRole(root.username, "member")).toMatchObject({ status: 409, body: { code: "last_admin" } });
    await restore(rival.username);
    expect((await changeRole(root.username, "member")).status).toBe(200);
    expect(await roleOf(app, root)).toBe("member");
  });

  test("AZ-07 of every admin taken at once leaves one", async () => {
    const admins = [root, ...(await Promise.all([1, 2, 3].map(() => enrolAs(app, "admin"))))];
    // Each one removes the role from the next one and from itself.
    await Promise.all(
      admins.flatMap((admin, at) => [
        changeRole(admins[(at + 1) % admins.length]?.username ?? "", "member", admin),
        changeRole(admin.username, "member", admin),
      ]),
    );
    const roles = await Promise.all(admins.map((admin) => roleOf(app, admin)));
    expect(roles.filter((role) => role === "admin").length).toBeGreaterThanOrEqual(1);
  });

  test("AZ-07 is nothing that one changes about oneself, whatever is sent along", async () => {
    const user = { bio: "b", role: "admin", isAdmin: true, suspended_at: null };
    await app.rest("PUT", "/user", { token: ada.token, body: { user } });
    expect(await roleOf(app, ada)).toBe("member");
    expect(await refusal(app, "PUT", `/admin/users/${ada.username}/role`, { token: ada.token, body: {} })).toEqual({
      status: 403,
      errors: { request: ["forbidden"] },
    });
  });

  test("AZ-07 that does not exist is refused", async () => {
    expect((await changeRole(ada.username, "owner")).status).toBe(422);
  });

  test("comes first from the server itself, on record without an actor", async () => {
    const { db } = app.database;
    expect(await grantRole(db, { username: ada.username, role: "admin" })).toMatchObject({ role: "admin" });
    expect(await roleOf(app, ada)).toBe("admin");
    expect(await auditOf(ada, "account.role_changed")).toEqual([
      expect.objectContaining({ actor: null, account: ada.username, address: "local" }),
    ]);
    expect(await grantRole(db, { username: "nobody-here", role: "admin" })).toBe("not_found");
    await grantRole(db, { username: ada.username, role: "member" });
    expect(await grantRole(db, { username: root.username, role: "member" })).toBe("last_admin");
  });
});
