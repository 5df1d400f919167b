export { adminHandlers } from "./handlers.ts";
export { isLastAdmin, lockRoles } from "./queries.ts";
export { grantRole } from "./roles.ts";
