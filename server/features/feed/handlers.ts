import { feed } from "../../../shared/feed.ts";
import { implement } from "../../procedures/index.ts";
import { readChange } from "../articles/index.ts";
import { listFollowers } from "./queries.ts";

export const feedHandlers = implement(feed, {
  changes: {
    read: ({ db, event }) => readChange(db, event),
    audience: ({ db, event, viewerIds }) => listFollowers(db, event.payload.authorId, viewerIds),
  },
});
