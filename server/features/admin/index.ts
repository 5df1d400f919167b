export { adminHandlers } from "./handlers.ts";
export { grantRole } from "./roles.ts";
