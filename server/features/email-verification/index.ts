export { emailHandlers } from "./handlers.ts";
export { findOwner, type LinkGrant, linkTokenOf, mintLink, useLink } from "./links.ts";
export { lockRequestingOwner, type MailRequest } from "./queries.ts";
export { mintUndoLink } from "./undo.ts";
