import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openBrowser } from "../support/cookies.ts";
import { wrongCounts } from "../support/counts.ts";
import { openMail, type TestMail } from "../support/mail.ts";
import { publish, refusal } from "../support/people.ts";
import { auditOf, enrolOwner, logIn, type Owner, password, statusOf } from "./rig.ts";

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
  expect((await remove()).status).toBe(204);
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

test("an export holds all that is one's own, page by page, and nothing of others", async () => {
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
  });
  expect(pages[1]).toMatchObject({ favourites: [], following: [], record: [] });
  expect(JSON.stringify(pages)).not.toMatch(/scrypt|His words/);
});

test("an export needs a fresh session, and a cursor that is one", async () => {
  const bad = await app.rest("GET", "/user/export?cursor=1.2.3", { token: ada.token });
  expect([bad.status, bad.body.errors]).toEqual([422, { cursor: ["is invalid"] }]);
  await sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${ada.id}`.execute(
    app.database.db,
  );
  expect((await app.rest("GET", "/user/export", { token: ada.token })).body.code).toBe("reauth_required");
});
