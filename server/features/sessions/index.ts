export { authenticate } from "./authenticate.ts";
export { sessionHandlers } from "./handlers.ts";
export { deleteSession, deleteSessions } from "./queries.ts";
export { renewSession } from "./renew.ts";
export { startSession } from "./start.ts";
export { hashSecret, isTokenOf, matchesSecret, newTokenOf } from "./token.ts";
