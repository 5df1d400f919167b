import { type RawBuilder, sql } from "kysely";
import type { Db } from "../server/database/index.ts";
import { adjectives, materials, nouns, sentences } from "./words.ts";

/** What is drawn for: each purpose has a sequence of its own, so that one draw tells nothing about another. */
const purposes = {
  author: 1,
  adjective: 2,
  material: 3,
  noun: 4,
  bodyLength: 5,
  sentence: 6,
  tagCount: 7,
  tag: 8,
  favouriteCount: 9,
  favourite: 10,
  commentCount: 11,
  commenter: 12,
  commentDelay: 13,
  commentText: 14,
  followCount: 15,
  followed: 16,
} as const;

type Purpose = keyof typeof purposes;
type Sql = RawBuilder<unknown>;

/** Draws from 0 up to 1, the same for the same seed, purpose and number, in whatever order the server works. */
const draw = (seed: number, purpose: Purpose, n: Sql, of: Sql = sql`0`) =>
  sql`((hashint8extended(${n}, hashint8extended(${of}, ${seed * 100 + purposes[purpose]}::bigint)) & 2147483647) / 2147483648.0::float8)`;

/** Draws how many: geometric with the given mean, so that most have few and some have many. */
const drawCount = (seed: number, purpose: Purpose, n: Sql, mean: number, max: number) =>
  mean === 0
    ? sql`0`
    : sql`least(${max}::int, floor(ln(1 - ${draw(seed, purpose, n)}) / ln(${mean / (mean + 1)}::float8))::int)`;

const pick = (words: Sql, at: Sql) => sql`(${words}::text[])[1 + floor(${at} * cardinality(${words}::text[]))::int]`;

const array = (words: readonly string[]) =>
  sql`array[${sql.join(
    words.map((word) => sql.lit(word)),
    sql`, `,
  )}]`;

/** Numbers that name what a run makes: above every id, hence not used by a run before. */
export const findBase = async (db: Db) => {
  const row = await db
    .selectNoFrom(({ selectFrom }) => [
      selectFrom("account")
        .select(({ fn }) => fn.max("id").as("id"))
        .as("account"),
      selectFrom("article")
        .select(({ fn }) => fn.max("id").as("id"))
        .as("article"),
      selectFrom("article").select("created_at").orderBy("id", "desc").limit(1).as("newest"),
    ])
    .executeTakeFirstOrThrow();
  return { account: row.account ?? 0, article: row.article ?? 0, newest: row.newest };
};

/** Where the run keeps the ids of its accounts by number; the connection's own, gone when it closes. */
export const createCast = (db: Db) =>
  sql`create temporary table load_cast (place bigint primary key, id bigint not null)`.execute(db);

/** The planner knows nothing of a temporary table until it is told. */
export const analyzeCast = (db: Db) => sql`analyze load_cast`.execute(db);

export const dropCast = (db: Db) => sql`drop table if exists load_cast`.execute(db);

/** Accounts number `from` to `to`, nobody of whom can sign in. */
export const insertAccounts = (db: Db, base: number, from: number, to: number) =>
  sql`
    with added as (
      insert into account (username, email, bio, created_at)
        select 'reader-' || ${base}::bigint + n, 'reader-' || ${base}::bigint + n || '@load.example', 'Reader ' || n,
          now() - interval '400 days'
          from generate_series(${from}::bigint, ${to}::bigint) n order by n
        returning id, username)
    insert into load_cast (place, id)
      select substr(username, 8)::bigint - ${base}::bigint, id from added`.execute(db);

/** Lets accounts number `from` to `to` follow about `mean` others each, the first ones most. */
export const insertFollows = (
  db: Db,
  { seed, accounts }: { readonly seed: number; readonly accounts: number },
  { from, to }: { readonly from: number; readonly to: number },
  mean: number,
) =>
  sql`
    insert into follow (follower_id, followed_id)
      select follower.id, followed.id
        from load_cast follower
          cross join lateral generate_series(1, ${drawCount(seed, "followCount", sql`follower.place`, mean, 5000)}) nth
          join load_cast followed on followed.place =
            1 + floor(${accounts}::int * power(${draw(seed, "followed", sql`follower.place`, sql`nth`)}, 2))::bigint
        where follower.place between ${from}::bigint and ${to}::bigint and follower.id <> followed.id
      on conflict do nothing`.execute(db);

/** What a batch of articles is made of. */
export interface ArticleBatch {
  readonly seed: number;
  readonly base: number;
  readonly from: number;
  readonly to: number;
  readonly accounts: number;
  readonly tags: number;
  /** ISO times of the first and the last article of the run; those between are spread evenly. */
  readonly begins: string;
  readonly ends: string;
  readonly articles: number;
}

/** Zipf's law: the tag of rank r is used in proportion to 1/r. */
const drawTags = ({ seed, tags }: ArticleBatch) => sql`
  (select coalesce(array_agg(distinct tag collate "C" order by tag collate "C"), '{}') from (
    select 'tag-' || floor(power(${tags}::float8 + 1, ${draw(seed, "tag", sql`n`, sql`nth`)}))::int as tag
      from generate_series(1, floor(${draw(seed, "tagCount", sql`n`)} * 6)::int) nth) drawn)`;

const drawBody = ({ seed }: ArticleBatch) => sql`
  (select string_agg(${pick(array(sentences), draw(seed, "sentence", sql`n`, sql`nth`))},
      case when nth % 5 = 0 then E'\n\n' else ' ' end order by nth)
    from generate_series(1, 8 + floor(${draw(seed, "bodyLength", sql`n`)} * 24)::int) nth)`;

/** Inserts articles number `from` to `to`. @returns their ids in that order. */
export async function insertArticles(db: Db, batch: ArticleBatch): Promise<readonly number[]> {
  const { seed, base, from, to, accounts, begins, ends, articles } = batch;
  const title = sql`
    ${pick(array(adjectives), draw(seed, "adjective", sql`n`))} || ' ' ||
    ${pick(array(materials), draw(seed, "material", sql`n`))} || ' ' ||
    ${pick(array(nouns), draw(seed, "noun", sql`n`))} || ' ' || ${base}::bigint + n`;
  const { rows } = await sql<{ id: number }>`
    insert into article (author_id, slug, title, description, body, tag_list, created_at, updated_at)
      select author.id, lower(replace(title, ' ', '-')), title, 'What we learned about it: ' || lower(title) || '.',
          ${drawBody(batch)}, ${drawTags(batch)}, moment, moment
        from generate_series(${from}::bigint, ${to}::bigint) n
          cross join lateral (select ${title} as title) titled
          cross join lateral (
            select ${begins}::timestamptz
              + (${ends}::timestamptz - ${begins}::timestamptz) * (n / ${articles}::float8) as moment) dated
          join load_cast author on author.place =
            1 + floor(${accounts}::int * power(${draw(seed, "author", sql`n`)}, 2))::bigint
        order by n
      returning id`.execute(db);
  return rows.map(({ id }) => id);
}

const numbered = (ids: readonly number[], from: number) => sql`
  (select id, ${from}::bigint - 1 + place as n from unnest(${ids}::bigint[]) with ordinality given (id, place)) listed`;

/** Gives each of the articles about `mean` favourites. */
export const insertFavourites = (db: Db, batch: ArticleBatch, ids: readonly number[], mean: number) =>
  sql`
    insert into favourite (account_id, article_id)
      select fan.id, listed.id
        from ${numbered(ids, batch.from)}
          cross join lateral generate_series(1, ${drawCount(batch.seed, "favouriteCount", sql`n`, mean, 1000)}) nth
          join load_cast fan on fan.place =
            1 + floor(${batch.accounts}::int * ${draw(batch.seed, "favourite", sql`listed.n`, sql`nth`)})::bigint
      on conflict do nothing`.execute(db);

/** Gives each of the articles about `mean` comments within three days, none later than now. */
export const insertComments = (db: Db, { seed, from, accounts }: ArticleBatch, ids: readonly number[], mean: number) =>
  sql`
    insert into comment (article_id, author_id, body, created_at, updated_at)
      select article.id, commenter.id, ${pick(array(sentences), draw(seed, "commentText", sql`listed.n`, sql`nth`))},
          moment, moment
        from ${numbered(ids, from)}
          join article using (id)
          cross join lateral generate_series(1, ${drawCount(seed, "commentCount", sql`listed.n`, mean, 1000)}) nth
          cross join lateral (
            select least(now(), article.created_at
              + interval '3 days' * ${draw(seed, "commentDelay", sql`listed.n`, sql`nth`)}) as moment) dated
          join load_cast commenter on commenter.place =
            1 + floor(${accounts}::int * ${draw(seed, "commenter", sql`listed.n`, sql`nth`)})::bigint
        order by moment`.execute(db);

/** Tells the planner what the tables hold now. */
export const analyze = (db: Db) =>
  sql`analyze account, follow, article, article_tag, tag, favourite, comment`.execute(db);
