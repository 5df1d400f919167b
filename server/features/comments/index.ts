export { commentHandlers } from "./handlers.ts";
export { deleteComment, findComment } from "./queries.ts";
