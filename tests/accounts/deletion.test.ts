import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deleteExpired } from "../../server/app/retention.ts";
import { sweepJobs } from "../../server/jobs/index.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openBrowser } from "../support/cookies.ts";
import { wrongCounts } from "../support/counts.ts";
import { openMail, type TestMail, tokenIn } from "../support/mail.ts";
import { publish, refusal } from "../support/people.ts";
import { another, auditOf, enrolOwner, logIn, type Owner, openSession, password, statusOf } from "./owner.ts";

let app: TestApp;
let mail: TestMail;
let ada: Owner;
beforeAll(async () => {
  app = await startTestApp();
  mail = openMail(app);
});
afterAll(() => app.stop());
beforeEach(async () => {
  ada = await enrolOwner(app);
});

const remove = ({ username, token }: Owner = ada) => app.rest("DELETE", `/users/${username}`, { token });

test("an account is deleted with all that is its own, and the counts stay right", async () => {
  const bob = await enrolOwner(app);
  const [hers, his] = [await publish(app, ada, { tagList: ["saws"] }), await publish(app, bob)];
  for (const [person, { slug }] of [
    [bob, hers],
    [ada, his],
  ] as const)
    await app.rest("POST", `/articles/${slug}/favorite`, { token: person.token });
  await app.rest("POST", `/profiles/${bob.username}/follow`, { token: ada.token });
  const document = { collection: "drafts", account_id: ada.id, key: "a", version: 1, body: "{}" };
  await app.database.db.insertInto("document").values(document).execute();
  expect((await remove()).status).toBe(204);
  expect(await app.database.db.selectFrom("document").select("id").where("account_id", "=", ada.id).execute()).toEqual(
    [],
  );
  expect([await statusOf(app, ada.token), (await logIn(app, ada.email)).status]).toEqual([401, 401]);
  const gone = [`/articles/${hers.slug}`, `/profiles/${ada.username}`].map((path) => app.rest("GET", path));
  expect((await Promise.all(gone)).map(({ status }) => status)).toEqual([404, 404]);
  expect((await app.rest("GET", `/articles/${his.slug}`)).body.article.favoritesCount).toBe(0);
  expect((await app.rest("GET", "/tags")).body.tags).not.toContain("saws");
  expect(await wrongCounts(app.database.db)).toEqual([]);
  expect(await mail.deliver()).toMatchObject([
    { to: ada.email, subject: "Your account was deleted at localhost:8787" },
  ]);
  expect(await auditOf(app, ada.id)).toEqual(["account.deleted"]);
});

test("nothing that the account wrote or was written about it is left: kept answers, events delivered, pending or given up", async () => {
  const { db } = app.database;
  const headers = { "idempotency-key": "a-key-of-hers" };
  const article = { title: "Canary title", description: "canary about", body: "canary body" };
  await app.rest("POST", "/articles", { token: ada.token, headers, body: { article } });
  await app.rest("PUT", "/user/email", { token: ada.token, body: { email: `canary-${ada.email}` } });
  await app.rest("POST", "/passwords/reset-requests", { body: { email: ada.email.toUpperCase() } });
  await mail.deliver();
  await app.rest("PUT", "/user/email", { token: ada.token, body: { email: `dead-canary-${ada.email}` } });
  await db.updateTable("job").set({ state: "dead", finished_at: sql`now()` }).where("state", "=", "pending").execute();
  const kept = async () => {
    const keys = await db.selectFrom("idempotency_key").selectAll().execute();
    return JSON.stringify([keys, await db.selectFrom("job").select("input").execute()]);
  };
  expect(await kept()).toMatch(/canary body.*dead-canary/);
  expect((await remove()).status).toBe(204);
  // The notice of the deletion contains the address and is removed too.
  await mail.deliver();
  const left = await kept();
  expect(left).not.toMatch(/canary/i);
  expect(left.split(ada.email)).toHaveLength(2);
});

test("what is kept for a time has an end: kept answers and records of mail after a day, events that were given up after 30", async () => {
  const { db } = app.database;
  const ago = (days: number) => sql<string>`now() - make_interval(days => ${days}, secs => 1)`;
  const [dead, mailed] = [crypto.randomUUID(), crypto.randomUUID()];
  const given = { name: "notice.due", input: "{}", state: "dead" } as const;
  await db
    .insertInto("job")
    .values({ ...given, id: dead, finished_at: ago(30) })
    .execute();
  await db
    .insertInto("job")
    .values({ ...given, finished_at: ago(29) })
    .execute();
  await db
    .insertInto("mail")
    .values({ id: mailed, kind: "reset", recipient: Buffer.alloc(32), created_at: ago(1) })
    .execute();
  const key = { principal: "account:1", key: "k", procedure: "p", fingerprint: Buffer.alloc(32) };
  await db
    .insertInto("idempotency_key")
    .values({ ...key, expires_at: ago(0) })
    .execute();
  await sweepJobs(db);
  await deleteExpired(db, { max: 100, eventsKeptDays: 7 });
  expect(await db.selectFrom("job").select("id").where("state", "=", "dead").execute()).toHaveLength(1);
  expect(await db.selectFrom("mail").select("id").where("id", "=", mailed).execute()).toEqual([]);
  expect(await db.selectFrom("idempotency_key").select("key").where("key", "=", "k").execute()).toEqual([]);
  await db.deleteFrom("job").execute();
});

test("only one's own, named, from a fresh session; the last admin stays", async () => {
  const bob = await enrolOwner(app);
  expect(await refusal(app, "DELETE", `/users/${bob.username}`, { token: ada.token })).toEqual({
    status: 403,
    errors: { account: ["forbidden"] },
  });
  await app.database.db.updateTable("account").set({ role: "admin" }).where("id", "=", bob.id).execute();
  expect((await remove(bob)).body.code).toBe("last_admin");
  await sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${ada.id}`.execute(
    app.database.db,
  );
  expect((await remove()).body.code).toBe("reauth_required");
  expect([await statusOf(app, ada.token), await statusOf(app, bob.token)]).toEqual([200, 200]);
  expect(await mail.deliver()).toEqual([]);
});

test("a cookie is cleared with the account", async () => {
  const { headers } = await openBrowser(app, { email: ada.email, password });
  const answer = await app.rest("DELETE", `/users/${ada.username}`, { headers });
  expect([answer.status, answer.headers.get("set-cookie")]).toEqual([204, expect.stringContaining("Max-Age=0")]);
  await mail.deliver();
});

test("an export contains all of the account's data, page by page, and nothing of other accounts", async () => {
  const bob = await enrolOwner(app);
  const his = await publish(app, bob, { body: "His words" });
  const { db } = app.database;
  const text = { description: "d", body: "Her words", tag_list: ["saws"] };
  const drafts = Array.from({ length: 45 }, (_, at) => ({
    ...text,
    author_id: ada.id,
    slug: `e${at}`,
    title: `${at}`,
  }));
  await db.insertInto("article").values(drafts).execute();
  const document = { collection: "drafts", version: 1, body: '{"b":1,"a":2}' };
  for (const [key, account_id] of [
    ["hers", ada.id],
    ["his", bob.id],
  ] as const)
    await db
      .insertInto("document")
      .values({ ...document, key, account_id })
      .execute();
  await app.rest("POST", `/articles/${his.slug}/favorite`, { token: ada.token });
  await app.rest("POST", `/profiles/${bob.username}/follow`, { token: ada.token });
  const pages = [];
  for (let cursor: string | null = ""; cursor !== null; cursor = pages.at(-1).next)
    pages.push((await app.rest("GET", `/user/export${cursor && `?cursor=${cursor}`}`, { token: ada.token })).body);
  expect(pages.map(({ articles }) => articles.length)).toEqual([20, 20, 5]);
  expect(new Set(pages.flatMap(({ articles }) => articles.map(({ slug }: { slug: string }) => slug))).size).toBe(45);
  expect(pages[0]).toMatchObject({
    account: { username: ada.username, email: ada.email, role: "member" },
    favourites: [{ slug: his.slug }],
    following: [{ username: bob.username }],
    record: [{ action: "account.exported" }],
    documents: [{ collection: "drafts", key: "hers", version: 1, value: { b: 1, a: 2 } }],
  });
  expect(pages[0].documents).toHaveLength(1);
  expect(pages[1]).toMatchObject({ favourites: [], following: [], record: [], documents: [] });
  expect(JSON.stringify(pages)).not.toMatch(/scrypt|His words/);
});

test("an export shows where the owner's own calls came from, and no other account's address", async () => {
  const admin = await enrolOwner(app);
  await app.database.db.updateTable("account").set({ role: "admin" }).where("id", "=", admin.id).execute();
  const from = (address: string, method: string, path: string, token?: string, body?: object) =>
    app.fetch(
      `/api${path}`,
      {
        method,
        headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
        ...(body && { body: JSON.stringify(body) }),
      },
      address,
    );
  const guess = { user: { email: ada.email, password: "a stranger's guess" } };
  await from("198.51.100.66", "POST", "/users/login", undefined, guess);
  await from("198.51.100.77", "POST", "/passwords/reset-requests", undefined, { email: ada.email });
  await mail.deliver();
  await from("203.0.113.7", "POST", `/admin/users/${ada.username}/suspension`, admin.token, { suspension: {} });
  await from("203.0.113.7", "DELETE", `/admin/users/${ada.username}/suspension`, admin.token);
  const token = await openSession(app, ada);
  const exported = await (await from("192.0.2.9", "GET", "/user/export", token)).text();
  expect(JSON.parse(exported).record).toMatchObject([
    { action: "account.exported", address: "192.0.2.9" },
    { action: "account.restored", address: "" },
    { action: "account.suspended", address: "" },
    { action: "password.reset_requested", address: "" },
    { action: "sign_in.failed", address: "" },
  ]);
  expect(exported).not.toMatch(/198\.51\.100|203\.0\.113/);
  await mail.deliver();
});

test("an export of an account that was taken over does not show where its creator was", async () => {
  const maker = await enrolOwner(app, { isVerified: false });
  await app.fetch(
    "/api/sessions/reauthenticate",
    {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${maker.token}` },
      body: JSON.stringify({ password }),
    },
    "198.51.100.88",
  );
  await app.rest("POST", "/passwords/reset-requests", { body: { email: maker.email } });
  const body = { token: tokenIn((await mail.deliver())[0]), password: another };
  expect((await app.rest("POST", "/passwords/resets", { body })).status).toBe(204);
  await mail.deliver();
  const { status, body: exported } = await app.rest("GET", "/user/export", { token: await openSession(app, maker) });
  expect([status, exported.record.length > 3]).toEqual([200, true]);
  expect(JSON.stringify(exported)).not.toContain("198.51.100.88");
});

test("an export needs a fresh session, and a cursor that is one", async () => {
  const bad = await app.rest("GET", "/user/export?cursor=1.2.3", { token: ada.token });
  expect([bad.status, bad.body.errors]).toEqual([422, { cursor: ["is invalid"] }]);
  await sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${ada.id}`.execute(
    app.database.db,
  );
  expect((await app.rest("GET", "/user/export", { token: ada.token })).body.code).toBe("reauth_required");
});
