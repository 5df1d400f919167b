export * from "./compiled-queries.ts";
export * from "./connect.ts";
export * from "./errors.ts";
export * from "./schema.ts";
export { countStatements } from "./statement-count.ts";
export * from "./transaction.ts";
