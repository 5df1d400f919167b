export { commentHandlers } from "./handlers.ts";
export { commentModerationHandlers } from "./moderation.ts";
export { listOwnComments } from "./queries.ts";
