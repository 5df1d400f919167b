import type { Db } from "../../database/index.ts";

const maxTags = 10_000;

export const listTags = (db: Db) =>
  db
    .selectFrom("tag")
    .select("name")
    .where("articles_count", ">", 0)
    .orderBy("articles_count", "desc")
    .orderBy("name")
    .limit(maxTags)
    .execute();
