import { sql } from "kysely";
import type { Db } from "../../server/database/index.ts";
import { type ArticleBatch, array, castMember, draw, drawCount, momentOf, numbered, pick } from "../draw.ts";
import { sentences } from "../words.ts";
import type { FeatureLoad } from "./feature.ts";

const purposes = { count: 11, author: 12, delay: 13, text: 14 } as const;

/** Gives each of the articles about `mean` comments within three days, none later than now. */
const insertComments = (db: Db, batch: ArticleBatch, ids: readonly number[], mean: number) => {
  const drawOf = (purpose: keyof typeof purposes) => draw(batch.seed, purposes[purpose], sql`n`, sql`nth`);
  return sql`
    insert into comment (article_id, author_id, body, created_at, updated_at)
      select id, ${castMember(batch.cast, drawOf("author"))}, ${pick(array(sentences), drawOf("text"))}, moment, moment
        from ${numbered(ids, batch.from)}
          cross join lateral generate_series(1, ${drawCount(batch.seed, purposes.count, sql`n`, mean, 1000)}) nth
          cross join lateral (
            select least(now(), ${momentOf(batch)} + interval '3 days' * ${drawOf("delay")}) as moment) dated
        order by moment`.execute(db);
};

export const commentLoad: FeatureLoad = { option: "comments", mean: 5, insert: insertComments };
