import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Db } from "../../server/database/index.ts";
import { databaseForTest } from "../../tests/support/database.ts";
import { readArguments } from "../arguments.ts";
import { seedDemo } from "../demo.ts";
import { seedLoad } from "../load.ts";
import { commentsOf } from "./comments.content.ts";

const countComments = async (db: Db) =>
  (await db.selectFrom("comment").select(sql<number>`count(*)`.as("n")).executeTakeFirstOrThrow()).n;

test("the demo content has all comments, whose ids follow the time, none before its article or in the future", async () => {
  const { db } = await databaseForTest();
  await seedDemo(db);
  expect(await countComments(db)).toBe(Object.values(commentsOf).flat().length);
  const rows = await db
    .selectFrom("comment")
    .innerJoin("article", "article.id", "article_id")
    .select(["comment.created_at", "article.created_at as published_at"])
    .orderBy("comment.id")
    .execute();
  const times = rows.map((row) => row.created_at);
  expect(times).toEqual(times.toSorted());
  expect(times.at(-1)).toSatisfy((last: string) => last < new Date().toISOString());
  expect(rows.filter((row) => row.created_at <= row.published_at)).toEqual([]);
});

test("a load has as many as asked for, none later than now, in the order of their ids", async () => {
  const { db } = await databaseForTest();
  await seedLoad(db, { articles: 2000, batchSize: 600 });
  expect(await countComments(db)).toSatisfy((n: number) => n > 9000 && n < 11_000);
  const { rows: late } = await sql`
    select from (select created_at, lag(created_at) over (partition by article_id order by id) as earlier from comment)
      said where created_at < earlier or created_at > now()`.execute(db);
  expect(late).toEqual([]);
  const options = readArguments(["--articles", "30", "--comments", "0"]);
  if (options === "help") throw new Error("these are arguments");
  const empty = await databaseForTest();
  await seedLoad(empty.db, options);
  expect(await countComments(empty.db)).toBe(0);
});

test("a load has the same comments for the same seed, however large the batches", async () => {
  const print = async (batchSize: number) => {
    const { db } = await databaseForTest();
    await seedLoad(db, { articles: 200, authors: 30, follows: 5, seed: 7, batchSize });
    const comments = await db.selectFrom("comment").select(["article_id", "author_id", "body"]).execute();
    return comments.map((row) => Object.values(row).join(":")).sort();
  };
  expect(await print(33)).toEqual(await print(1000));
});
