import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { Db } from "../server/database/index.ts";
import { databaseForTest } from "../tests/support/database.ts";
import { type LoadProgress, seedLoad } from "./load.ts";
import { findMiscounts } from "./testing/counts.ts";

const countOf = async (db: Db, table: "account" | "article" | "favourite" | "follow" | "tag") =>
  (await db.selectFrom(table).select(sql<number>`count(*)`.as("n")).executeTakeFirstOrThrow()).n;

describe("load seed", () => {
  test("makes what was asked for, with counts that agree", async () => {
    const { db } = await databaseForTest();
    const progress: LoadProgress[] = [];
    await seedLoad(db, { articles: 2000, batchSize: 600, onProgress: (step) => progress.push(step) });
    expect(await countOf(db, "article")).toBe(2000);
    expect(await countOf(db, "account")).toBe(100);
    expect(await countOf(db, "favourite")).toSatisfy((n: number) => n > 8000 && n < 11_000);
    expect(await findMiscounts(db)).toEqual([]);
    const articles = progress.filter(({ kind }) => kind === "articles");
    expect(articles.map(({ done }) => done)).toEqual([600, 1200, 1800, 2000]);
  });

  test("uses few tags much and many tags little", async () => {
    const { db } = await databaseForTest();
    await seedLoad(db, { articles: 2000, favorites: 0, follows: 0 });
    const tags = await db
      .selectFrom("tag")
      .select(["name", "articles_count"])
      .orderBy("articles_count", "desc")
      .execute();
    expect(tags[0]?.name).toBe("tag-1");
    expect(tags.length).toSatisfy((n: number) => n > 300 && n <= 1000);
    expect(tags[0]?.articles_count).toBeGreaterThan(20 * (tags[tags.length >> 1]?.articles_count ?? 0));
  });

  test("has ids that follow the time, also on top of what is there", async () => {
    const { db } = await databaseForTest();
    await seedLoad(db, { articles: 300, follows: 2 });
    await seedLoad(db, { articles: 300, follows: 2 });
    expect(await countOf(db, "article")).toBe(600);
    const rows = await db.selectFrom("article").select("created_at").orderBy("id").execute();
    const times = rows.map((row) => row.created_at);
    expect(times).toEqual(times.toSorted());
    expect(await findMiscounts(db)).toEqual([]);
  });

  test("makes the same rows for the same seed, however large the batches, and others for another", async () => {
    const print = async (options: { seed: number; batchSize: number }) => {
      const { db } = await databaseForTest();
      await seedLoad(db, { articles: 200, authors: 30, follows: 5, ...options });
      const { rows } = await sql`
        select (select md5(string_agg(slug || author_id || tag_list::text || body || favourites_count, ',' order by id))
            from article) as articles,
          (select md5(string_agg(follower_id || '>' || followed_id, ',' order by follower_id, followed_id)) from follow)
            as follows`.execute(db);
      return rows;
    };
    const first = await print({ seed: 7, batchSize: 1000 });
    expect(await print({ seed: 7, batchSize: 33 })).toEqual(first);
    expect(await print({ seed: 8, batchSize: 1000 })).not.toEqual(first);
  });
});
