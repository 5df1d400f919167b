import { sql } from "kysely";
import { transaction } from "../../server/database/index.ts";
import { enqueue } from "../../server/jobs/index.ts";
import { tokenIn } from "../support/mail.ts";
import { expect, ownKit, test } from "./index.ts";

const draft = { title: "Glue", description: "About it", body: "All of it" };

test.concurrent.for([0, 1, 2, 3])("tests at the same time do not see each other (%i)", async (number, { kit }) => {
  const ada = kit.member("ada");
  for (let written = 0; written <= number % 3; written++) await ada.articles.publish(draft);
  const { articlesCount } = await kit.anyone.articles.list({});
  expect(articlesCount).toBe((number % 3) + 1);
});

test.for([1, 2, 3])("a database is as new as the first one, ids included (%i)", async (_, { kit }) => {
  const { id } = await kit.member("ada").person();
  expect(id).toBe(1);
  const { articles } = await kit.db
    .selectFrom("article_total")
    .select(({ fn }) => fn.sum<number>("articles").as("articles"))
    .executeTakeFirstOrThrow();
  expect(Number(articles)).toBe(0);
  await kit.member("ada").articles.publish(draft);
});

test.for([1, 2])("a test's schema changes end with it (%i)", async (_, { kit }) => {
  await sql`alter table account add column nickname text`.execute(kit.db);
  await sql`create function one() returns int language sql as 'select 1'`.execute(kit.db);
});

test("actors are who they are called", async ({ kit }) => {
  const [ada, again] = [kit.member("ada"), kit.member("ada")];
  expect(await ada.accounts.current()).toMatchObject({ username: "ada" });
  expect((await again.person()).id).toBe((await ada.person()).id);
  await expect(kit.anyone.accounts.current()).rejects.toMatchObject({ code: "unauthorized", status: 401 });
  await expect(ada.admin.listUsers({})).rejects.toMatchObject({ code: "refused", status: 403 });
  await expect(kit.moderator.admin.listUsers({})).rejects.toMatchObject({ code: "refused" });
  const { users } = await kit.admin.admin.listUsers({});
  expect(users.map(({ username, role }) => [username, role])).toEqual([
    ["admin", "admin"],
    ["moderator", "moderator"],
    ["ada", "member"],
  ]);
});

test("a bearer acts as its token's account", async ({ kit }) => {
  const { key } = await kit.member("ada").apiKeys.create({ name: "k", scopes: ["articles:write"] });
  const article = await kit.bearer(key).articles.publish(draft);
  expect(article.author.username).toBe("ada");
  await expect(kit.bearer("nonsense").accounts.current()).rejects.toMatchObject({ code: "unauthorized" });
});

test("the clock advances on demand", async ({ kit }) => {
  const ada = kit.member("ada");
  await ada.apiKeys.create({ name: "one", scopes: ["articles:write"] });
  await kit.clock.advance({ minutes: 11 });
  await expect(ada.apiKeys.create({ name: "two", scopes: ["articles:write"] })).rejects.toMatchObject({
    code: "reauth_required",
  });
  await kit.clock.advance({ days: 13, hours: 23 });
  expect(await ada.accounts.current()).toMatchObject({ username: "ada" });
  await kit.clock.advance({ days: 15 });
  await expect(ada.accounts.current()).rejects.toMatchObject({ code: "unauthorized" });
  await expect(kit.clock.advance({})).rejects.toThrow("time passes forwards");
});

test("jobs can be read once they are committed", async ({ kit }) => {
  const input = { accountId: 7, to: null, about: "role_changed" } as const;
  await transaction(kit.db, async (tx) => {
    await enqueue(tx, "mail.notice", input);
    expect(await kit.jobs("mail.notice")).toEqual([]);
  });
  expect(await kit.jobs("mail.notice")).toEqual([input]);
});

test("mail can be read repeatedly, and only at its own address", async ({ kit }) => {
  await kit.member("ada").person();
  await kit.member("grace").person();
  expect(await kit.mailTo("ada@example.com")).toEqual([]);
  await kit.anyone.passwords.requestReset({ email: "ada@example.com" });
  await kit.anyone.passwords.requestReset({ email: "nobody@example.com" });
  const [message, ...more] = await kit.mailTo("ada@example.com");
  expect(more).toEqual([]);
  const password = "an oak a day keeps the doctor";
  await kit.anyone.passwords.reset({ token: tokenIn(message), password });
  await expect(kit.anyone.passwords.reset({ token: tokenIn(message), password })).rejects.toMatchObject({
    status: 410,
  });
  expect(await kit.mailTo("ada@example.com")).toMatchObject([{ id: message?.id }, { to: "ada@example.com" }]);
  expect(await kit.mailTo("grace@example.com")).toEqual([]);
  expect(await kit.mailTo("nobody@example.com")).toEqual([]);
});

test("statements are counted, whichever way they are sent, and enrolling is not", async ({ kit }) => {
  const ada = kit.member("ada");
  const { slug } = await kit.member("grace").articles.publish(draft);
  const reading = await kit.statementsOf(() => kit.anyone.articles.get({ slug }));
  expect(reading).toEqual([expect.stringMatching(/^select .* from "article"/)]);
  const writing = await kit.statementsOf(() => ada.articles.favorite({ slug }));
  expect(writing).toContain("begin");
  expect(writing.filter((text) => text.includes('insert into "account"'))).toEqual([]);
});

test("a kit with its own settings shares neither them nor its rows", async ({ kit }) => {
  const other = await ownKit({ PUBLIC_URL: "https://own.example" });
  const serverOf = async ({ app }: typeof kit) => (await (await app.fetch("/openapi.json")).json()).servers[0].url;
  expect(await serverOf(other)).toContain("https://own.example");
  expect(await serverOf(kit)).not.toContain("https://own.example");
  await other.member("ada").articles.publish(draft);
  expect(await kit.anyone.articles.list({})).toMatchObject({ articlesCount: 0 });
});
