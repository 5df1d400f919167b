export * from "./fingerprint.ts";
export * from "./key.ts";
export * from "./once.ts";
export { deleteExpiredKeys, type KeyedCall, type KeyScope } from "./queries.ts";
