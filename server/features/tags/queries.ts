import { sql } from "kysely";
import { compiledOnce, type Db } from "../../database/index.ts";

const maxTags = 10_000;

// Its numbers are part of the text: a plan for any number cannot use the index, which holds tags in use alone.
const mostUsed = compiledOnce((db) =>
  db
    .selectFrom("tag")
    .select("name")
    .where("articles_count", ">", sql.lit(0))
    .orderBy("articles_count", "desc")
    .orderBy("name")
    .limit(sql.lit(maxTags)),
);

export const listTags = (db: Db) => mostUsed(db, {});
