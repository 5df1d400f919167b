export type { CompileSchema } from "./compiled-schemas.ts";
export * from "./context.ts";
export * from "./cursor.ts";
export * from "./errors.ts";
export * from "./implement.ts";
export * from "./maybe-promise.ts";
export * from "./pipeline.ts";
export { type RolesInTenant, withinTenant } from "./tenant-access.ts";
export * from "./trace.ts";
