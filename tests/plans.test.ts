import { CompiledQuery, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Database, type Db } from "../server/database/index.ts";
import { listArticles, listFeed } from "../server/features/articles/pages.queries.ts";
import { findBySlug, listViewerFields } from "../server/features/articles/queries.ts";
import { listTags } from "../server/features/tags/queries.ts";
import { claimDue } from "../server/jobs/claim.queries.ts";
import { listJobs } from "../server/jobs/list.queries.ts";
import { featureSamples } from "./samples/index.ts";
import { wrongCounts } from "./support/counts.ts";
import { createTestDatabase, type TestDatabase } from "./support/database.ts";
import { createRecorder } from "./support/recorder.ts";

const articleCount = 20_000;
const slugsOfPage = Array.from({ length: 20 }, (_, n) => `slug-${n * 900 + 1}`);

const bulks = featureSamples.flatMap(({ bulk }) => bulk ?? []);
const readsOfFeatures = bulks.flatMap(({ reads }) => Object.entries(reads));
const tables = ["article", "article_tag", "favourite", "tag", "job", ...bulks.map(({ table }) => table)];
const looksThrough = new RegExp(`Seq Scan on (?:${tables.join("|")})\\b`);

let database: TestDatabase;
let bulk: Database;

/** A library: 200 authors, 1,000 tags with `common` on every second article, and the records of features. */
async function fill(db: Db): Promise<void> {
  await sql`insert into account (username, email)
    select 'author' || n, 'author' || n || '@example.com' from generate_series(1, 200) n`.execute(db);
  await sql`insert into article (author_id, slug, title, description, body, tag_list)
    select n % 200 + 1, 'slug-' || n, 'Title', 'Description', repeat('body ', 20),
        case when n % 2 = 0 then array['common', 'tag' || n % 1000] else array['tag' || n % 1000] end
      from generate_series(1, ${sql.lit(articleCount)}) n`.execute(db);
  await sql`insert into favourite (account_id, article_id)
    select n % 200 + 1, n % ${sql.lit(articleCount)} + 1 from generate_series(1, 10000) n on conflict do nothing`.execute(
    db,
  );
  await sql`insert into follow (follower_id, followed_id)
    select 1, n from generate_series(2, 60) n`.execute(db);
  await sql`insert into job (name, input, state, finished_at)
    select 'cache.clear', '{}', 'done', now() from generate_series(1, 5000)`.execute(db);
  for (const added of bulks) await added.fill(db);
  // Vacuumed and analyzed, so that plans do not depend on when autovacuum runs.
  await sql`vacuum (analyze)`.execute(db);
}

beforeAll(async () => {
  database = await createTestDatabase();
  bulk = connect(database.url, {
    maxConnections: 1,
    maxWaiting: 5,
    connectTimeoutMs: 5000,
    statementTimeoutMs: 0,
    onConnectionError: () => {},
  });
  await fill(bulk.db);
});
afterAll(async () => {
  await bulk.close();
  await database.drop();
});

/** The plan of a query with its values (custom plan) or for any values (generic plan). */
async function planOf(ask: (db: Db) => unknown, { generic = false } = {}): Promise<string> {
  const recorder = createRecorder();
  await ask(recorder.db);
  const [statement, another] = recorder.queries;
  if (statement === undefined || another !== undefined) throw new Error("a list is read by one statement");
  const explained = generic
    ? CompiledQuery.raw(`explain (costs off, generic_plan) ${statement.sql}`)
    : CompiledQuery.raw(`explain (costs off) ${statement.sql}`, [...statement.parameters]);
  const { rows } = await database.db.executeQuery<Record<string, string>>(explained);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

const page = { limit: 21, offset: 0, beforeId: undefined };
const deep = { ...page, beforeId: articleCount / 2 };
const viewer = 1;
const claimLimits = { name: "cache.clear", leaseMs: 1000, maxAttempts: 10, concurrency: 3 };
const claim = { limits: [claimLimits], max: 10, lease: crypto.randomUUID() };

describe("with 20,000 articles", () => {
  test.each<[string, (db: Db) => unknown]>([
    ["the list", (db) => listArticles(db, {}, page, viewer)],
    ["the list after a cursor", (db) => listArticles(db, {}, deep, viewer)],
    ["a rare tag", (db) => listArticles(db, { tag: "tag7" }, page, viewer)],
    ["a common tag after a cursor", (db) => listArticles(db, { tag: "common" }, deep, viewer)],
    ["an author", (db) => listArticles(db, { author: "author7" }, page, viewer)],
    ["an author after a cursor", (db) => listArticles(db, { author: "author7" }, deep, viewer)],
    ["an account's favorites", (db) => listArticles(db, { favorited: "author7" }, page, viewer)],
    ["an author and a tag", (db) => listArticles(db, { author: "author7", tag: "common" }, page, viewer)],
    ["an author and a rare tag", (db) => listArticles(db, { author: "author7", tag: "tag7" }, page, viewer)],
    ["favourites with a tag", (db) => listArticles(db, { favorited: "author7", tag: "common" }, page, viewer)],
    ["favourites by an author", (db) => listArticles(db, { favorited: "author7", author: "author9" }, page, viewer)],
    ["all filters", (db) => listArticles(db, { author: "author7", tag: "common", favorited: "author9" }, page, viewer)],
    ["the feed", (db) => listFeed(db, page, viewer)],
    ["the feed after a cursor", (db) => listFeed(db, deep, viewer)],
    ["one article", (db) => findBySlug(db, "slug-7", viewer)],
    ["what a page's articles are to the viewer", (db) => listViewerFields(db, viewer, slugsOfPage)],
    ["tags", (db) => listTags(db)],
    ...readsOfFeatures,
  ])("%s is read from indexes, never by looking through a table", async (_, ask) => {
    expect(await planOf(ask)).not.toMatch(looksThrough);
  });

  test.each<[string, (db: Db) => unknown]>([
    ["the list", (db) => listArticles(db, {}, page, viewer)],
    ["the list after a cursor, a hundred at once", (db) => listArticles(db, {}, { ...deep, limit: 101 }, viewer)],
    ["a tag", (db) => listArticles(db, { tag: "common" }, page, viewer)],
    ["an author and a tag", (db) => listArticles(db, { author: "author7", tag: "common" }, page, viewer)],
    ["favourites", (db) => listArticles(db, { favorited: "author7" }, { ...page, limit: 101 }, viewer)],
    ["the feed", (db) => listFeed(db, page, viewer)],
    ["tags", (db) => listTags(db)],
    ...readsOfFeatures,
    ["jobs that are due", (db) => claimDue(db, claim)],
    ["waiting jobs", (db) => listJobs(db, { state: "pending", max: 10 })],
    ["dead letters", (db) => listJobs(db, { state: "dead", max: 10 })],
    ["dead letters of a job", (db) => listJobs(db, { state: "dead", name: "mail.notice", max: 10 })],
  ])("%s has one plan for all values that looks through no table either", async (_, ask) => {
    expect(await planOf(ask, { generic: true })).not.toMatch(looksThrough);
  });

  test("every count that the triggers maintain is right", async () => {
    expect(await wrongCounts(bulk.db)).toEqual([]);
  });
});
