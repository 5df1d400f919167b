export { articleHandlers } from "./handlers.ts";
export { normalTags } from "./queries.ts";
export { slugify } from "./slug.ts";
