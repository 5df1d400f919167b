export { implementDocuments } from "./implement-documents.ts";
export { indexStatement } from "./index-sql.ts";
export { findMissingIndexes } from "./missing-indexes.ts";
