import { sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";

const maxTags = 10_000;

// Literal numbers: a plan for parameters cannot use the index, which holds tags in use alone. All names come in one
// row: one row each cost the server and the client more than finding them.
const mostUsed = compiledOnce((db) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom("tag")
        .select("name")
        .where("articles_count", ">", sql.lit(0))
        .orderBy("articles_count", "desc")
        .orderBy("name")
        .limit(sql.lit(maxTags))
        .as("used"),
    )
    .select(sql<string[]>`coalesce(json_agg(used.name), '[]')`.as("names")),
);

/** Names of tags in use, the most frequent first. */
export const listTags = async (db: Db): Promise<string[]> => (await mostUsed(db, {}))[0]?.names ?? [];
