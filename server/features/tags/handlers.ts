import { tags } from "../../../shared/tags.ts";
import { implement } from "../../procedures/index.ts";
import { listTags } from "./queries.ts";

export const tagHandlers = implement(tags, {
  list: async ({ db }) => ({ tags: await listTags(db) }),
});
