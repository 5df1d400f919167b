import { initTRPC } from "@trpc/server";
import { Article, findArticle, Input } from "./article.ts";

const t = initTRPC.create();

/** The one procedure as tRPC's guide writes it. */
export const router = t.router({
  articles: t.router({
    get: t.procedure
      .input(Input)
      .output(Article)
      .query(({ input }) => findArticle(input.id, input.limit)),
  }),
});
