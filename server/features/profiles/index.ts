export { followedBy } from "./followed.ts";
export { profileHandlers } from "./handlers.ts";
export { hasUsername, isFollowed } from "./queries.ts";
