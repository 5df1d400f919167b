import { type Compilable, type RawBuilder, sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";
import { hasUsername } from "../profiles/index.ts";
import { summaryColumns, viewerColumns } from "./columns.ts";

/** Which part of a list to read: after an article (`beforeId`) or past a number of them (`offset`). */
export interface Page {
  readonly limit: number;
  readonly offset: number;
  readonly beforeId: number | undefined;
}

/** Which articles to list; what is absent does not narrow. */
export interface ArticleFilter {
  readonly tag?: string | undefined;
  readonly author?: string | undefined;
  readonly favorited?: string | undefined;
}

const maxCombinedCount = 10_000;

/** Rows of a page of the usual size and of the longest, with the one that tells of a next. */
const usualRows = 21;
const maxRows = 101;

/** The contract's bound. */
const maxOffset = 10_000;

/** A page as statements know it: no offset is not an offset of 0, which would be planned as a tenth of the table. */
type Part = Pick<Page, "limit" | "beforeId"> & { readonly offset: number | undefined };

const partOf = ({ limit, offset, beforeId }: Page): Part => ({
  limit,
  beforeId,
  offset: offset === 0 ? undefined : offset,
});

/**
 * Makes a page's query in two texts, for up to 21 rows and for up to 101. The server takes a limit that comes as a
 * parameter for a tenth of the table, and would plan anew at each call; one that stands in the text, it plans once.
 */
function compiledBySize<V extends Part, O>(build: (db: Db, values: V, atMost: number) => Compilable<O>) {
  const usual = compiledOnce((db, values: V) => build(db, values, usualRows));
  const longest = compiledOnce((db, values: V) => build(db, values, maxRows));
  return (db: Db, values: V) => (values.limit <= usualRows ? usual : longest)(db, values);
}

const accountId = (username: string) => sql`(select id from account where ${hasUsername(username)})`;

/** Asked of the articles that another filter leaves: through article_tag, a common tag would be read to its end. */
const hasTag = (tag: string) => sql`article.tag_list @> array[${tag}]`;

/** An index that yields ids of articles newest first, and what else an article must satisfy. */
interface Source {
  readonly from: RawBuilder<unknown>;
  readonly id: RawBuilder<number>;
  readonly where: readonly RawBuilder<unknown>[];
  readonly total: RawBuilder<number>;
}

/**
 * Each filter has an index that is ordered as the list is: the page is read from the narrowest of them and costs what
 * the page holds, however large the table. Counts of single filters are kept; those of combined ones are counted,
 * up to a bound.
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

/** The ids that a page shows, of `ids` in their order; what stands in the text bounds the planner's guesses. */
function shownOf(ids: RawBuilder<unknown>, { limit, offset }: Part, atMost: number): RawBuilder<{ id: number }> {
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
  return shownOf(sql`select ${id} as id from ${from} ${narrowing} order by ${id} desc`, part, atMost);
}

/** Reads the articles of a page together with the total, in one statement; one row more than the page tells of a next. */
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

/** Reads each followed author's newest from their index and merges: it costs what the viewer follows, not the table. */
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
  return readPage(db, shownOf(ids, values, atMost), total, viewerId);
});

export const listFeed = (db: Db, page: Page, viewerId: number) =>
  followed(db, { ...partOf(page), viewerId, perAuthor: page.limit + page.offset });
