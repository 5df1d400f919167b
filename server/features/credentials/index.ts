export { holdAsker } from "./asker.ts";
export { type Asker, areUnchangedSince, lockUnchanged } from "./queries.ts";
export { type Revoked, revoke } from "./revoke.ts";
