export * from "./access.ts";
export * from "./api.ts";
export * from "./cache.ts";
export * from "./errors.ts";
export * from "./procedure.ts";
export * from "./rest.ts";
export * from "./tree.ts";
export * from "./wire.ts";
