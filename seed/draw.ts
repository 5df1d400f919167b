import { type RawBuilder, sql } from "kysely";

// Chance inside of statements, the same for the same seed.

type Sql = RawBuilder<unknown>;

/** Draws from 0 up to 1, the same for the same seed, purpose and number, in whatever order the server works. */
export const draw = (seed: number, purpose: number, n: Sql, of: Sql = sql`0`) =>
  sql`((hashint8extended(${n}, hashint8extended(${of}, ${seed * 100 + purpose}::bigint)) & 2147483647) / 2147483648.0::float8)`;

/** Draws how many: geometric with the given mean, so that most have few and some have many. */
export const drawCount = (seed: number, purpose: number, n: Sql, mean: number, max: number) =>
  mean === 0
    ? sql`0`
    : sql`least(${max}::int, floor(ln(1 - ${draw(seed, purpose, n)}) / ln(${mean / (mean + 1)}::float8))::int)`;

/** The word that a draw from 0 up to 1 falls on. */
export const pick = (words: Sql, at: Sql) =>
  sql`(${words}::text[])[1 + floor(${at} * cardinality(${words}::text[]))::int]`;

/** Words as an array of the statement. */
export const array = (words: readonly string[]) =>
  sql`array[${sql.join(
    words.map((word) => sql.lit(word)),
    sql`, `,
  )}]`;

/** Ids of the run's accounts by number, as the literal of an array; one text for all statements. */
export type Cast = string;

/** The account that a draw from 0 up to 1 falls on. */
export const castMember = (cast: Cast, at: Sql) =>
  sql`(${cast}::bigint[])[1 + floor(cardinality(${cast}::bigint[]) * ${at})::int]`;

/** The rows of a batch of articles. */
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

/** When article number `n` was published. */
export const momentOf = ({ begins, ends, articles }: ArticleBatch) =>
  sql`(${begins}::timestamptz + (${ends}::timestamptz - ${begins}::timestamptz) * (n / ${articles}::float8))`;

/** Articles by their numbers within the run, as `listed (id, n)`. */
export const numbered = (ids: readonly number[], from: number) => sql`
  (select id, ${from}::bigint - 1 + place as n from unnest(${ids}::bigint[]) with ordinality given (id, place)) listed`;
