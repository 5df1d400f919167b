import { sql } from "kysely";
import { type Db, type Tx, transaction } from "../server/database/index.ts";
import { listArticles, listFeed } from "../server/features/articles/pages.queries.ts";
import {
  addFavorite,
  findBySlug,
  insertArticle,
  lockBySlug,
  removeFavorite,
  updateArticle,
} from "../server/features/articles/queries.ts";
import { follow, unfollow } from "../server/features/profiles/queries.ts";
import { listTags } from "../server/features/tags/queries.ts";
import type { GrowthCase } from "./features/article-part.ts";
import { casesOfFeatures } from "./features/index.ts";

/**
 * Subjects of the cases. Accounts and articles are chosen by a constant amount of related rows at every table size, so
 * that results depend on the size of the table only.
 */
interface Subjects {
  readonly deep_id: number;
  readonly top_tag: string;
  readonly rare_tag: string;
  readonly author: string;
  readonly fan: string;
  readonly follower_id: number;
  readonly member_id: number;
  readonly slug: string;
}

async function findSubjects(db: Db): Promise<Subjects> {
  const { rows } = await sql<Subjects>`
    select
      (select max(id) / 10 from article) as deep_id,
      (select name from tag order by articles_count desc, name limit 1) as top_tag,
      (select name from tag order by abs(articles_count - 300), name limit 1) as rare_tag,
      (select username from account order by abs(articles_count - 400), id limit 1) as author,
      (select username from account order by abs(favourites_count - 100), id limit 1) as fan,
      (select follower_id from follow group by follower_id order by abs(count(*) - 100), follower_id limit 1) as follower_id,
      (select follower_id from follow group by follower_id order by abs(count(*) - 20), follower_id limit 1) as member_id,
      (select slug from article where id = (select max(id) / 2 from article)) as slug`.execute(db);
  const [subjects] = rows;
  if (subjects === undefined) throw new Error("the database is empty");
  return subjects;
}

/** Writes with their commit, as handlers make them, without events: the log is one table of its own, whatever the others hold. */
function writesOf({ member_id: viewerId, slug, author, top_tag: tag }: Subjects): readonly GrowthCase[] {
  const text = { title: "On joints", description: "Why they hold", body: "Glue is a promise.", tagList: [tag] };
  const write = (name: string, ...changes: readonly ((tx: Tx) => Promise<unknown>)[]): GrowthCase => ({
    name,
    isWrite: true,
    run: async (on) => {
      for (const change of changes) await transaction(on, change);
    },
  });
  return [
    write(
      "favorite and unfavorite",
      (tx) => addFavorite(tx, viewerId, slug),
      (tx) => removeFavorite(tx, viewerId, slug),
    ),
    write(
      "follow and unfollow",
      (tx) => follow(tx, viewerId, author),
      (tx) => unfollow(tx, viewerId, author),
    ),
    write("publish", (tx) => insertArticle(tx, viewerId, crypto.randomUUID(), text)),
    write("update", async (tx) => {
      const article = await lockBySlug(tx, slug);
      if (article !== undefined) await updateArticle(tx, article.id, { body: crypto.randomUUID() });
    }),
  ];
}

const first = { limit: 21, offset: 0, beforeId: undefined };

/** All list, page and count reads of the API, and its commonest writes. */
export async function growthCases(db: Db): Promise<readonly GrowthCase[]> {
  const of = await findSubjects(db);
  const deep = { ...first, beforeId: of.deep_id };
  return [
    { name: "all articles", run: (on) => listArticles(on, {}, first, null) },
    { name: "all articles, signed in", run: (on) => listArticles(on, {}, first, of.member_id) },
    { name: "all articles, deep cursor", run: (on) => listArticles(on, {}, deep, null) },
    { name: "all articles, offset 9,900", run: (on) => listArticles(on, {}, { ...first, offset: 9_900 }, null) },
    { name: "by the commonest tag", run: (on) => listArticles(on, { tag: of.top_tag }, first, null) },
    { name: "by the commonest tag, deep cursor", run: (on) => listArticles(on, { tag: of.top_tag }, deep, null) },
    { name: "by a tag of 300", run: (on) => listArticles(on, { tag: of.rare_tag }, first, null) },
    { name: "by an author of 400", run: (on) => listArticles(on, { author: of.author }, first, null) },
    {
      name: "by an author of 400 and the commonest tag",
      run: (on) => listArticles(on, { author: of.author, tag: of.top_tag }, first, null),
    },
    { name: "favourites of a reader with 100", run: (on) => listArticles(on, { favorited: of.fan }, first, null) },
    {
      name: "favourites of a reader with 100, and a tag",
      run: (on) => listArticles(on, { favorited: of.fan, tag: of.top_tag }, first, null),
    },
    { name: "feed, 20 followed", run: (on) => listFeed(on, first, of.member_id) },
    { name: "feed, 100 followed", run: (on) => listFeed(on, first, of.follower_id) },
    { name: "article", run: (on) => findBySlug(on, of.slug, null) },
    ...(await Promise.all(casesOfFeatures.map((casesOf) => casesOf(db)))).flat(),
    { name: "tags", run: listTags },
    { name: "count of all", run: (on) => sql`select sum(articles)::bigint from article_total`.execute(on) },
    { name: "count of a tag", run: (on) => sql`select articles_count from tag where name = ${of.top_tag}`.execute(on) },
    ...writesOf(of),
  ];
}
