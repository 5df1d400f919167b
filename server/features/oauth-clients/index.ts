export { readAuthorization } from "./authorization.ts";
export { appHandlers } from "./handlers.ts";
