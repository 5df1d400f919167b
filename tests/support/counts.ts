import { sql } from "kysely";
import type { Db } from "../../server/database/index.ts";

/** Returns every denormalized count that differs from the rows it counts; empty when all are right. */
export const wrongCounts = async (db: Db): Promise<readonly object[]> => {
  const { rows } = await sql<object>`
    select 'account.articles_count' as of, username as at, articles_count as kept,
        (select count(*) from article where author_id = account.id) as real
      from account where articles_count <> (select count(*) from article where author_id = account.id)
    union all
    select 'account.favourites_count', username, favourites_count,
        (select count(*) from favourite where account_id = account.id)
      from account where favourites_count <> (select count(*) from favourite where account_id = account.id)
    union all
    select 'article.favourites_count', slug, favourites_count,
        (select count(*) from favourite where article_id = article.id)
      from article where favourites_count <> (select count(*) from favourite where article_id = article.id)
    union all
    select 'tag.articles_count', name, articles_count,
        (select count(*) from article where tag_list @> array[name])
      from tag where articles_count <> (select count(*) from article where tag_list @> array[name])
    union all
    select 'tag missing', used, 0, count(*) from article, unnest(tag_list) used
      where not exists (select from tag where name = used) group by used
    union all
    select 'article_tag', coalesce(kept.tag, real.tag), kept.article_id, real.id
      from article_tag kept
        full join (select unnest(tag_list) as tag, id from article) real
          on real.tag = kept.tag and real.id = kept.article_id
      where kept.tag is null or real.tag is null
    union all
    select 'article_total', '', (select sum(articles) from article_total), (select count(*) from article)
      where (select sum(articles) from article_total) <> (select count(*) from article)`.execute(db);
  return rows;
};
