import * as z from "zod";
import { ArticleChange, articleListEvents } from "./articles.ts";
import { subscription } from "./contract/index.ts";

export const feed = {
  changes: subscription({
    summary: "Follow articles by followed authors as they change",
    description: "Authors that the viewer follows or unfollows meanwhile are included or left out at once.",
    access: { scope: "feed:read" },
    input: z.object({}),
    events: articleListEvents,
    output: ArticleChange,
    rest: { route: "GET /live/feed" },
  }),
};
