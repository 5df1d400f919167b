import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { slugify } from "../server/features/articles/index.ts";
import { createPasswords } from "../server/providers/passwords.ts";
import { startTestApp } from "../tests/support/app.ts";
import { databaseForTest } from "../tests/support/database.ts";
import { articles, authors, demoAccount } from "./content/index.ts";
import { isDemoOpen, seedDemo } from "./demo.ts";
import { findMiscounts } from "./testing/counts.ts";

describe("demo content", () => {
  test("fills an empty database once", async () => {
    const { db } = await databaseForTest();
    expect(await seedDemo(db)).toBe(true);
    expect(await seedDemo(db)).toBe(false);
    const { n } = await db.selectFrom("article").select(sql<number>`count(*)`.as("n")).executeTakeFirstOrThrow();
    expect(n).toBe(articles.length);
    expect(await findMiscounts(db)).toEqual([]);
  });

  test("is seeded once by starts at the same time", async () => {
    const { db } = await databaseForTest();
    const seeded = await Promise.all([seedDemo(db), seedDemo(db), seedDemo(db)]);
    expect(seeded.filter(Boolean)).toHaveLength(1);
    const { n } = await db.selectFrom("account").select(sql<number>`count(*)`.as("n")).executeTakeFirstOrThrow();
    expect(n).toBe(authors.length + 1);
  });

  test("stays out of a database that has an account", async () => {
    const { db } = await databaseForTest();
    await db.insertInto("account").values({ username: "ada", email: "ada@example.org" }).execute();
    expect(await seedDemo(db)).toBe(false);
    expect(await db.selectFrom("article").select("id").execute()).toEqual([]);
  });

  test("has ids that follow the time, and nothing from the future or before its author", async () => {
    const { db } = await databaseForTest();
    await seedDemo(db);
    const published = await db.selectFrom("article").select("created_at").orderBy("id").execute();
    const times = published.map((row) => row.created_at);
    expect(times).toEqual(times.toSorted());
    expect(times.at(-1)).toSatisfy((last: string) => last < new Date().toISOString());
    const { rows } = await sql`
      select from article join account on account.id = author_id where article.created_at <= account.created_at
      union all select from favourite join article on article.id = article_id
        where favourite.created_at <= article.created_at or favourite.created_at > now()
      union all select from follow join account on account.id in (follower_id, followed_id)
        where follow.created_at <= account.created_at`.execute(db);
    expect(rows).toEqual([]);
  });

  test("lets a newcomer sign in as the demo account and read a feed, and no caller sign in as an author", async () => {
    const app = await startTestApp();
    try {
      await seedDemo(app.database.db);
      const { email, password, username } = demoAccount;
      const login = (user: object) => app.rest("POST", "/users/login", { body: { user } });
      const { status, body } = await login({ email, password });
      expect([status, body.user.username]).toEqual([200, username]);
      const feed = await app.rest("GET", "/articles/feed", { token: body.user.token });
      expect(feed.body.articles.length).toBeGreaterThan(5);
      const refused = await login({ email: "mara@example.com", password });
      expect(refused.status).not.toBe(200);
      const list = await app.rest("GET", "/articles?limit=100");
      expect(list.body.articlesCount).toBe(articles.length);
    } finally {
      await app.stop();
    }
  });

  test("refuses sign-in by the public password where others reach the server, and notices where it is possible", async () => {
    const app = await startTestApp();
    try {
      const { db } = app.database;
      expect(await seedDemo(db, false)).toBe(true);
      const { email, password } = demoAccount;
      const { status } = await app.rest("POST", "/users/login", { body: { user: { email, password } } });
      expect([status, await isDemoOpen(db)]).toEqual([401, false]);
      const hash = await createPasswords().hash(password);
      await db.updateTable("account").set({ password_hash: hash }).where("email", "=", email).execute();
      expect(await isDemoOpen(db)).toBe(true);
    } finally {
      await app.stop();
    }
  });

  test("has a slug of its own for each article, 2 to 5 paragraphs and authors who all write", () => {
    expect(new Set(articles.map(({ title }) => slugify(title))).size).toBe(articles.length);
    expect(new Set(articles.map(({ author }) => author)).size).toBe(authors.length);
    for (const { body } of articles) expect(body.split("\n\n").length).toBeGreaterThanOrEqual(2);
  });
});
