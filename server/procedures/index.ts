export { countStatements } from "../database/index.ts";
export * from "./context.ts";
export * from "./cursor.ts";
export * from "./fault.ts";
export * from "./implement.ts";
export * from "./once-there.ts";
export * from "./pipeline.ts";
export type { CompileSchema } from "./shapes.ts";
export * from "./trace.ts";
