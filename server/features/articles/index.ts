export { readChange } from "./article-events.ts";
export { articleHandlers } from "./handlers.ts";
export { articleFacts } from "./present.ts";
export { deleteArticle, lockBySlug, normalTags } from "./queries.ts";
export { slugify } from "./slug.ts";
