import type { Viewer } from "../../procedures/index.ts";

/** Only its author may change or delete an article. */
export const isAuthor = (viewer: Viewer, article: { readonly author_id: number }): boolean =>
  viewer.id === article.author_id;
