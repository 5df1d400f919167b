import type { Viewer } from "../../procedures/index.ts";

/** Only its author changes or deletes an article. */
export const isAuthor = (viewer: Viewer, article: { readonly author_id: number }): boolean =>
  viewer.id === article.author_id;
