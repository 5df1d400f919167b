import { compiledOnce, type Db } from "../../database/index.ts";

const maxTags = 10_000;

const mostUsed = compiledOnce((db) =>
  db
    .selectFrom("tag")
    .select("name")
    .where("articles_count", ">", 0)
    .orderBy("articles_count", "desc")
    .orderBy("name")
    .limit(maxTags),
);

export const listTags = (db: Db) => mostUsed(db, {});
