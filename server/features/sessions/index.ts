export { findAppByToken } from "./app-sessions.queries.ts";
export { type AppTokens, openAppFrom } from "./app-sessions.ts";
export { authenticate } from "./authenticate.ts";
export { sessionHandlers } from "./handlers.ts";
export { deleteSession, findPasswordHash } from "./queries.ts";
export { renewSession, rotateSession } from "./renew.ts";
export { startSession } from "./start.ts";
export { hashSecret, isTokenOf, matchesSecret, newTokenOf } from "./token.ts";
export { findSessionViewers } from "./viewers.ts";
