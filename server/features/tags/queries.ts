import { sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";

const maxTags = 10_000;

// Its numbers are part of the text: a plan for any number cannot use the index, which holds tags in use alone. All names
// come in one row: a row for each cost the server and the client more than finding them.
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

/** Names of tags in use, the commonest first. */
export const listTags = async (db: Db): Promise<string[]> => (await mostUsed(db, {}))[0]?.names ?? [];
