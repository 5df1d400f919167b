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

/** Ids of the run's accounts by number, as the literal of an array; one text for all statements. */
export type Cast = string;

/** The account that a draw from 0 up to 1 falls on. */
const castMember = (cast: Cast, at: Sql) =>
  sql`(${cast}::bigint[])[1 + floor(cardinality(${cast}::bigint[]) * ${at})::int]`;

/** Accounts number `from` to `to`, nobody of whom can sign in. @returns their ids in that order. */
export async function insertAccounts(db: Db, base: number, from: number, to: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    insert into account (username, email, bio, created_at)
      select 'reader-' || ${base}::bigint + n, 'reader-' || ${base}::bigint + n || '@load.example', 'Reader ' || n,
          now() - interval '400 days'
        from generate_series(${from}::bigint, ${to}::bigint) n order by n
      returning id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Lets accounts number `from` to `to` follow about `mean` others each, the first ones most. */
export const insertFollows = (
  db: Db,
  { seed, cast }: { readonly seed: number; readonly cast: Cast },
  { from, to }: { readonly from: number; readonly to: number },
  mean: number,
) =>
  sql`
    insert into follow (follower_id, followed_id)
      select distinct follower_id, followed_id
        from generate_series(${from}::bigint, ${to}::bigint) place
          cross join lateral generate_series(1, ${drawCount(seed, "followCount", sql`place`, mean, 5000)}) nth
          cross join lateral (
            select (${cast}::bigint[])[place] as follower_id,
              ${castMember(cast, sql`power(${draw(seed, "followed", sql`place`, sql`nth`)}, 2)`)} as followed_id) pair
        where follower_id <> followed_id`.execute(db);

/** What a batch of articles is made of. */
export interface ArticleBatch {
  readonly seed: number;
  readonly base: number;
  readonly from: number;
  readonly to: number;
  readonly cast: Cast;
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

/** When article number `n` was published. */
const momentOf = ({ begins, ends, articles }: ArticleBatch) =>
  sql`(${begins}::timestamptz + (${ends}::timestamptz - ${begins}::timestamptz) * (n / ${articles}::float8))`;

/** Inserts articles number `from` to `to`. @returns their ids in that order. */
export async function insertArticles(db: Db, batch: ArticleBatch): Promise<readonly number[]> {
  const { seed, base, from, to, cast } = batch;
  const title = sql`
    ${pick(array(adjectives), draw(seed, "adjective", sql`n`))} || ' ' ||
    ${pick(array(materials), draw(seed, "material", sql`n`))} || ' ' ||
    ${pick(array(nouns), draw(seed, "noun", sql`n`))} || ' ' || ${base}::bigint + n`;
  const { rows } = await sql<{ id: number }>`
    insert into article (author_id, slug, title, description, body, tag_list, created_at, updated_at)
      select ${castMember(cast, sql`power(${draw(seed, "author", sql`n`)}, 2)`)},
          lower(replace(title, ' ', '-')), title, 'What we learned about it: ' || lower(title) || '.',
          ${drawBody(batch)}, ${drawTags(batch)}, moment, moment
        from generate_series(${from}::bigint, ${to}::bigint) n
          cross join lateral (select ${title} as title, ${momentOf(batch)} as moment) drawn
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
      select distinct ${castMember(batch.cast, draw(batch.seed, "favourite", sql`n`, sql`nth`))}, id
        from ${numbered(ids, batch.from)}
          cross join lateral generate_series(1, ${drawCount(batch.seed, "favouriteCount", sql`n`, mean, 1000)}) nth`.execute(
    db,
  );

/** Gives each of the articles about `mean` comments within three days, none later than now. */
export const insertComments = (db: Db, batch: ArticleBatch, ids: readonly number[], mean: number) => {
  const drawOf = (purpose: Purpose) => draw(batch.seed, purpose, sql`n`, sql`nth`);
  return sql`
    insert into comment (article_id, author_id, body, created_at, updated_at)
      select id, ${castMember(batch.cast, drawOf("commenter"))}, ${pick(array(sentences), drawOf("commentText"))},
          moment, moment
        from ${numbered(ids, batch.from)}
          cross join lateral generate_series(1, ${drawCount(batch.seed, "commentCount", sql`n`, mean, 1000)}) nth
          cross join lateral (
            select least(now(), ${momentOf(batch)} + interval '3 days' * ${drawOf("commentDelay")}) as moment) dated
        order by moment`.execute(db);
};

/** Tells the planner what the tables hold now. */
export const analyze = (db: Db) =>
  sql`analyze account, follow, article, article_tag, tag, favourite, comment`.execute(db);
