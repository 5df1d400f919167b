import { type Compilable, type RawBuilder, sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";
import { hasUsername } from "../profiles/index.ts";
import { summaryColumns, viewerColumns } from "./columns.ts";

/** Position in a list: after an article (`beforeId`) or past a number of articles (`offset`). */
export interface Page {
  readonly limit: number;
  readonly offset: number;
  readonly beforeId: number | undefined;
}

/** Filter for articles; absent members do not filter. */
export interface ArticleFilter {
  readonly tag?: string | undefined;
  readonly author?: string | undefined;
  readonly favorited?: string | undefined;
}

const maxCombinedCount = 10_000;

/** Rows of a default page and of the largest page, each with one extra row that detects a next page. */
const usualRows = 21;
const maxRows = 101;

/** The contract's maximum. */
const maxOffset = 10_000;

/**
 * A page as statements take it: no offset differs from an offset of 0, which the planner estimates as a tenth of the
 * table.
 */
type Part = Pick<Page, "limit" | "beforeId"> & { readonly offset: number | undefined };

const partOf = ({ limit, offset, beforeId }: Page): Part => ({
  limit,
  beforeId,
  offset: offset === 0 ? undefined : offset,
});

/**
 * Compiles a page's query in two variants, for up to 21 rows and up to 101. PostgreSQL estimates a limit in a parameter
 * as a tenth of the table, and would plan at each call; a literal limit gets a generic plan once.
 */
function compiledBySize<V extends Part, O>(build: (db: Db, values: V, atMost: number) => Compilable<O>) {
  const usual = compiledOnce((db, values: V) => build(db, values, usualRows));
  const longest = compiledOnce((db, values: V) => build(db, values, maxRows));
  return (db: Db, values: V) => (values.limit <= usualRows ? usual : longest)(db, values);
}

const accountId = (username: string) => sql`(select id from account where ${hasUsername(username)})`;

/** Filters articles that another index selects: through article_tag, a common tag would be read to its end. */
const hasTag = (tag: string) => sql`article.tag_list @> array[${tag}]`;

/** An index that yields article ids newest first, and the remaining conditions. */
interface Source {
  readonly from: RawBuilder<unknown>;
  readonly id: RawBuilder<number>;
  readonly where: readonly RawBuilder<unknown>[];
  readonly total: RawBuilder<number>;
}

/**
 * Selects the index to read from. Each filter has an index in list order: the most selective one is used, so the cost
 * depends on the page and not on the size of the table. Totals of single filters are stored; those of combined filters
 * are counted, up to a bound.
 */
function sourceOf({ tag, author, favorited }: ArticleFilter): Source {
  if (favorited !== undefined) {
    const id = sql<number>`favourite.article_id`;
    const owner = accountId(favorited);
    const where = [sql`favourite.account_id = ${owner}`];
    if (author !== undefined)
      where.push(sql`exists (select from article where id = ${id} and author_id = ${accountId(author)})`);
    if (tag !== undefined) where.push(sql`exists (select from article where id = ${id} and ${hasTag(tag)})`);
    const total = sql<number>`(select favourites_count from account where ${hasUsername(favorited)})`;
    return { from: sql`favourite`, id, where, total: where.length === 1 ? total : countUpTo(sql`favourite`, where) };
  }
  if (author !== undefined) {
    const id = sql<number>`article.id`;
    const where = [sql`article.author_id = ${accountId(author)}`];
    if (tag !== undefined) where.push(hasTag(tag));
    const total = sql<number>`(select articles_count from account where ${hasUsername(author)})`;
    return { from: sql`article`, id, where, total: where.length === 1 ? total : countUpTo(sql`article`, where) };
  }
  if (tag !== undefined) {
    const total = sql<number>`(select articles_count from tag where name = ${tag})`;
    return { from: sql`article_tag`, id: sql`article_tag.article_id`, where: [sql`article_tag.tag = ${tag}`], total };
  }
  return {
    from: sql`article`,
    id: sql`article.id`,
    where: [],
    total: sql`(select sum(articles)::bigint from article_total)`,
  };
}

const countUpTo = (from: RawBuilder<unknown>, where: readonly RawBuilder<unknown>[]) =>
  sql<number>`(select count(*) from (
    select from ${from} where ${sql.join(where, sql` and `)} limit ${sql.lit(maxCombinedCount)}) counted)`;

/** The ids of a page, a slice of `ids` in order; the literal limit bounds the planner's estimate. */
function pageIds(ids: RawBuilder<unknown>, { limit, offset }: Part, atMost: number): RawBuilder<{ id: number }> {
  const listed =
    offset === undefined
      ? sql`${ids} limit ${limit}`
      : sql`select id from (${ids} limit ${sql.lit(maxOffset + maxRows)}) reached
          order by id desc limit ${limit} offset ${offset}`;
  return sql`(select id from (${listed}) listed limit ${sql.lit(atMost)})`;
}

function idsOf({ from, id, where }: Source, part: Part, atMost: number): RawBuilder<{ id: number }> {
  const { beforeId } = part;
  const conditions = beforeId === undefined ? where : [...where, sql`${id} < ${beforeId}`];
  const narrowing = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  return pageIds(sql`select ${id} as id from ${from} ${narrowing} order by ${id} desc`, part, atMost);
}

/** Reads a page of articles with the total in one statement; one extra row detects a next page. */
const readPage = (db: Db, ids: RawBuilder<{ id: number }>, total: RawBuilder<number>, viewerId: number | null) =>
  db
    .selectFrom(sql<{ total: number }>`(select coalesce(${total}, 0)::bigint as total)`.as("matching"))
    .leftJoin(ids.as("page"), (join) => join.onTrue())
    .leftJoin("article", "article.id", "page.id")
    .leftJoin("account as author", "author.id", "article.author_id")
    .select("matching.total")
    .select(summaryColumns)
    .select(viewerColumns(viewerId))
    .orderBy("page.id", "desc");

const matching = compiledBySize((db, values: ArticleFilter & Part & { viewerId: number | null }, atMost) => {
  const source = sourceOf(values);
  return readPage(db, idsOf(source, values, atMost), source.total, values.viewerId);
});

export const listArticles = (db: Db, { tag, author, favorited }: ArticleFilter, page: Page, viewerId: number | null) =>
  matching(db, { tag, author, favorited, ...partOf(page), viewerId });

type OfAuthors = Omit<ArticleFilter, "author"> & Part & { authors: readonly string[]; viewerId: number | null };

const ofAuthors = compiledBySize((db, values: OfAuthors, atMost) => {
  const { authors, tag, favorited, viewerId } = values;
  const asked = sql<{ username: string; place: number }>`unnest(${authors}::text[]) with ordinality`;
  const where = [sql`article.author_id = owner.id`];
  if (tag !== undefined) where.push(hasTag(tag));
  if (favorited !== undefined)
    where.push(
      sql`exists (select from favourite where account_id = ${accountId(favorited)} and article_id = article.id)`,
    );
  const id = sql<number>`article.id`;
  const stored = sql<number>`owner.articles_count`;
  const total = where.length === 1 ? stored : countUpTo(sql`article`, where);
  const ids = idsOf({ from: sql`article`, id, where, total }, values, atMost);
  return db
    .selectFrom(asked.as<"asked">(sql`asked(username, place)`))
    .leftJoin("account as owner", (join) => join.on(sql<boolean>`lower(owner.username) = lower(asked.username)`))
    .leftJoinLateral(ids.as("page"), (join) => join.onTrue())
    .leftJoin("article", "article.id", "page.id")
    .leftJoin("account as author", "author.id", "article.author_id")
    .select(["asked.place", sql<number>`coalesce(${total}, 0)::bigint`.as("total")])
    .select(summaryColumns)
    .select(viewerColumns(viewerId))
    .orderBy("asked.place")
    .orderBy("page.id", "desc");
});

/** The articles of several authors, each list with its own limit; `place` counts the authors from 1. */
export const listArticlesOf = (
  db: Db,
  authors: readonly string[],
  { tag, favorited }: ArticleFilter,
  page: Page,
  viewerId: number | null,
) => ofAuthors(db, { authors, tag, favorited, ...partOf(page), viewerId });

/**
 * Merges the newest articles of each followed author from their index: the cost depends on the number of followed
 * authors, not on the table.
 */
const followed = compiledBySize((db, values: Part & { viewerId: number; perAuthor: number }, atMost) => {
  const { beforeId, viewerId, perAuthor } = values;
  const older = beforeId === undefined ? sql`` : sql`and id < ${beforeId}`;
  const ids = sql`
    select newest.id from follow
      cross join lateral (
        select id from article where author_id = follow.followed_id ${older} order by id desc limit ${perAuthor}
      ) newest
      where follow.follower_id = ${viewerId}
      order by newest.id desc`;
  const total = sql<number>`(
    select sum(articles_count) from follow
      join account on account.id = follow.followed_id where follow.follower_id = ${viewerId})`;
  return readPage(db, pageIds(ids, values, atMost), total, viewerId);
});

export const listFeed = (db: Db, page: Page, viewerId: number) =>
  followed(db, { ...partOf(page), viewerId, perAuthor: page.limit + page.offset });
