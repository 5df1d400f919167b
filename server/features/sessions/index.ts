export { authenticate } from "./authenticate.ts";
export { sessionHandlers } from "./handlers.ts";
export { deleteSessions } from "./queries.ts";
export { startSession } from "./start.ts";
