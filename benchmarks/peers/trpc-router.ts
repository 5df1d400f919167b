import { initTRPC } from "@trpc/server";
import { Article, findArticle, Input } from "./article.ts";

const t = initTRPC.create();

/** A query and a mutation as tRPC's guide writes them. */
export const router = t.router({
  articles: t.router({
    get: t.procedure
      .input(Input)
      .output(Article)
      .query(({ input }) => findArticle(input.id, input.limit)),
    save: t.procedure
      .input(Input)
      .output(Article)
      .mutation(({ input }) => findArticle(input.id, input.limit)),
  }),
});
