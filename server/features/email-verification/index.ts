export { emailHandlers } from "./handlers.ts";
export { findOwner, type LinkGrant, mintLink, useLink } from "./links.ts";
export { lockOwner } from "./queries.ts";
