import type { ProcedureFacts, Schema, Schemas } from "./json-schema.ts";
import { canonicalText } from "./schema-branches.ts";

const holdsSecret = (schema: Schema, schemas: Schemas) =>
  canonicalText(schema, schemas).includes('"format":"password"');

// Locks of the past have other words for access; what they mean is left open.
const needsViewer = (access: ProcedureFacts["access"]) => access === "required" || typeof access === "object";

/** Whether calls may carry an idempotency key, as `takesIdempotencyKey` decides on contracts. */
export const acceptsIdempotencyKey = ({ kind, access, input, output }: ProcedureFacts, schemas: Schemas): boolean =>
  kind === "mutation" && needsViewer(access) && !holdsSecret(input, schemas) && !holdsSecret(output, schemas);
