export * from "./fingerprint.ts";
export * from "./key.ts";
export * from "./once.ts";
export { deleteExpiredKeys, deleteKeysOf, type KeyedCall, type KeyScope, principalOf } from "./queries.ts";
