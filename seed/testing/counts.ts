import { sql } from "kysely";
import type { Db } from "../../server/database/index.ts";

/** Counts kept by triggers that differ from what is there to count; none, if all is well. */
export async function findMiscounts(db: Db): Promise<readonly { readonly what: string; readonly n: number }[]> {
  const { rows } = await sql<{ what: string; n: number }>`
    select what, n from (
      select 'articles of accounts' as what, count(*) as n from account
        where articles_count <> (select count(*) from article where author_id = account.id)
      union all select 'favourites of accounts', count(*) from account
        where favourites_count <> (select count(*) from favourite where account_id = account.id)
      union all select 'favourites of articles', count(*) from article
        where favourites_count <> (select count(*) from favourite where article_id = article.id)
      union all select 'articles of tags', count(*) from tag
        where articles_count <> (select count(*) from article where tag_list @> array[name])
      union all select 'tags of articles', count(*) from article
        where cardinality(tag_list) <> (select count(*) from article_tag where article_id = article.id)
      union all select 'all articles', abs((select sum(articles) from article_total) - (select count(*) from article))::bigint
    ) counted where n <> 0`.execute(db);
  return rows;
}
