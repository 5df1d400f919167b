import { sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";

const followers = compiledOnce((db, { authorId, accountIds }: { authorId: number; accountIds: readonly number[] }) =>
  db
    .selectFrom("follow")
    .select("follower_id")
    .where("followed_id", "=", authorId)
    .where("follower_id", "=", sql<number>`any(${accountIds}::bigint[])`),
);

/** Which of these accounts follow the author. */
export const listFollowers = async (db: Db, authorId: number, accountIds: readonly number[]): Promise<number[]> =>
  (await followers(db, { authorId, accountIds })).map(({ follower_id }) => follower_id);
