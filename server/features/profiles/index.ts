export { followedBy } from "./followed-by.ts";
export { profileHandlers } from "./handlers.ts";
export { hasUsername, isFollowed } from "./queries.ts";
