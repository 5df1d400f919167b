import { sql } from "kysely";
import type { Db } from "../server/database/index.ts";
import { type ArticleBatch, array, type Cast, castMember, draw, drawCount, momentOf, numbered, pick } from "./draw.ts";
import { adjectives, materials, nouns, sentences } from "./words.ts";

/** Purposes of random numbers: each has a sequence of its own. Numbers that are not here are for features. */
const purposes = {
  author: 1,
  adjective: 2,
  material: 3,
  noun: 4,
  bodyLength: 5,
  sentence: 6,
  tagCount: 7,
  tag: 8,
  favoriteCount: 9,
  favorite: 10,
  followCount: 15,
  followed: 16,
} as const;

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

/** Accounts number `from` to `to`, none of which can sign in. @returns their ids in that order. */
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
          cross join lateral generate_series(1, ${drawCount(seed, purposes.followCount, sql`place`, mean, 5000)}) nth
          cross join lateral (
            select (${cast}::bigint[])[place] as follower_id,
              ${castMember(cast, sql`power(${draw(seed, purposes.followed, sql`place`, sql`nth`)}, 2)`)} as followed_id) pair
        where follower_id <> followed_id`.execute(db);

/** Zipf's law: the tag of rank r is used in proportion to 1/r. */
const drawTags = ({ seed, tags }: ArticleBatch) => sql`
  (select coalesce(array_agg(distinct tag collate "C" order by tag collate "C"), '{}') from (
    select 'tag-' || floor(power(${tags}::float8 + 1, ${draw(seed, purposes.tag, sql`n`, sql`nth`)}))::int as tag
      from generate_series(1, floor(${draw(seed, purposes.tagCount, sql`n`)} * 6)::int) nth) drawn)`;

const drawBody = ({ seed }: ArticleBatch) => sql`
  (select string_agg(${pick(array(sentences), draw(seed, purposes.sentence, sql`n`, sql`nth`))},
      case when nth % 5 = 0 then E'\n\n' else ' ' end order by nth)
    from generate_series(1, 8 + floor(${draw(seed, purposes.bodyLength, sql`n`)} * 24)::int) nth)`;

/** Inserts articles number `from` to `to`. @returns their ids in that order. */
export async function insertArticles(db: Db, batch: ArticleBatch): Promise<readonly number[]> {
  const { seed, base, from, to, cast } = batch;
  const title = sql`
    ${pick(array(adjectives), draw(seed, purposes.adjective, sql`n`))} || ' ' ||
    ${pick(array(materials), draw(seed, purposes.material, sql`n`))} || ' ' ||
    ${pick(array(nouns), draw(seed, purposes.noun, sql`n`))} || ' ' || ${base}::bigint + n`;
  const { rows } = await sql<{ id: number }>`
    insert into article (author_id, slug, title, description, body, tag_list, created_at, updated_at)
      select ${castMember(cast, sql`power(${draw(seed, purposes.author, sql`n`)}, 2)`)},
          lower(replace(title, ' ', '-')), title, 'What we learned about it: ' || lower(title) || '.',
          ${drawBody(batch)}, ${drawTags(batch)}, moment, moment
        from generate_series(${from}::bigint, ${to}::bigint) n
          cross join lateral (select ${title} as title, ${momentOf(batch)} as moment) drawn
        order by n
      returning id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Gives each of the articles about `mean` favorites. */
export const insertFavorites = (db: Db, batch: ArticleBatch, ids: readonly number[], mean: number) =>
  sql`
    insert into favourite (account_id, article_id)
      select distinct ${castMember(batch.cast, draw(batch.seed, purposes.favorite, sql`n`, sql`nth`))}, id
        from ${numbered(ids, batch.from)}
          cross join lateral generate_series(1, ${drawCount(batch.seed, purposes.favoriteCount, sql`n`, mean, 1000)}) nth`.execute(
    db,
  );

/** Tells the planner what the tables hold now. */
export const analyze = (db: Db) => sql`analyze`.execute(db);
