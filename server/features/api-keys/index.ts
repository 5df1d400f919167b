export { authenticateKey } from "./authenticate.ts";
export { apiKeyHandlers } from "./handlers.ts";
export { findKeyViewers } from "./viewers.ts";
