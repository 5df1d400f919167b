export * from "./access.ts";
export * from "./api.ts";
export * from "./cache.ts";
export {
  type Collection,
  collectionOf,
  collectionsOf,
  type DocumentsDefinition,
  type ExpiringDocumentsDefinition,
} from "./collection.ts";
export * from "./consumes.ts";
export * from "./deprecation.ts";
export type { DocumentIndex } from "./document-index.ts";
export { documents } from "./documents.ts";
export * from "./errors.ts";
export * from "./event.ts";
export * from "./find-inexpressible.ts";
export { type FormerName, namesOf } from "./former-names.ts";
export * from "./idempotency.ts";
export * from "./issue.ts";
export * from "./job.ts";
export * from "./limit.ts";
export { objectShapes } from "./object-shapes.ts";
export * from "./parameter-encoding.ts";
export * from "./procedure.ts";
export * from "./rest.ts";
export * from "./schedule.ts";
export * from "./subscription.ts";
export * from "./tree.ts";
export * from "./walk-schema.ts";
export * from "./webhook.ts";
