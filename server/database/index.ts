export * from "./compiled.ts";
export * from "./connect.ts";
export { countStatements } from "./counted.ts";
export * from "./faults.ts";
export * from "./schema.ts";
export * from "./transaction.ts";
