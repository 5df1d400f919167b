export { emailHandlers } from "./handlers.ts";
export { findOwner, type LinkGrant, linkTokenOf, mintLink, useLink } from "./links.ts";
export { type Asked, lockAskingOwner } from "./queries.ts";
export { mintUndoLink } from "./undo.ts";
