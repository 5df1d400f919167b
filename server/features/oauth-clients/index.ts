export { readAuthorization } from "./authorization-outcome.ts";
export { appHandlers } from "./handlers.ts";
