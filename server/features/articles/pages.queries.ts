import { type RawBuilder, sql } from "kysely";
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

function idsOf({ from, id, where }: Source, { limit, offset, beforeId }: Page): RawBuilder<{ id: number }> {
  const conditions = beforeId === undefined ? where : [...where, sql`${id} < ${beforeId}`];
  const narrowing = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  return sql`(select ${id} as id from ${from} ${narrowing} order by ${id} desc limit ${limit} offset ${offset})`;
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

const matching = compiledOnce((db, values: ArticleFilter & Page & { viewerId: number | null }) => {
  const source = sourceOf(values);
  return readPage(db, idsOf(source, values), source.total, values.viewerId);
});

export const listArticles = (db: Db, { tag, author, favorited }: ArticleFilter, page: Page, viewerId: number | null) =>
  matching(db, { tag, author, favorited, ...page, viewerId });

/** Reads each followed author's newest from their index and merges: it costs what the viewer follows, not the table. */
const followed = compiledOnce((db, values: Page & { viewerId: number; perAuthor: number }) => {
  const { limit, offset, beforeId, viewerId, perAuthor } = values;
  const older = beforeId === undefined ? sql`` : sql`and id < ${beforeId}`;
  const ids = sql<{ id: number }>`(
    select newest.id from follow
      cross join lateral (
        select id from article where author_id = follow.followed_id ${older} order by id desc limit ${perAuthor}
      ) newest
      where follow.follower_id = ${viewerId}
      order by newest.id desc limit ${limit} offset ${offset})`;
  const total = sql<number>`(
    select sum(articles_count) from follow
      join account on account.id = follow.followed_id where follow.follower_id = ${viewerId})`;
  return readPage(db, ids, total, viewerId);
});

export const listFeed = (db: Db, page: Page, viewerId: number) =>
  followed(db, { ...page, viewerId, perAuthor: page.limit + page.offset });
