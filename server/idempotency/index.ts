export * from "./claim.ts";
export * from "./fingerprint.ts";
export * from "./key.ts";
export { deleteExpiredKeys, deleteKeysOf, type KeyedCall, type KeyScope, principalOf } from "./queries.ts";
