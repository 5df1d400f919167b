import { createHash } from "node:crypto";

import type { Procedure } from "../../shared/contract/index.ts";
import { describeSchema } from "../../shared/contract/json-schema.ts";

const hashLength = 16;
const versions = new WeakMap<Procedure, string>();

/**
 * Version of a procedure's cached responses: a hash of its output schema and error codes. During a rolling deployment,
 * two versions of the server share cached responses only of procedures where it is equal.
 */
export function outputVersion(procedure: Procedure): string {
  const cached = versions.get(procedure);
  if (cached !== undefined) return cached;
  const shape = [describeSchema(procedure.output, "output"), Object.keys(procedure.errors)];
  const hash = createHash("sha256").update(JSON.stringify(shape)).digest("base64url").slice(0, hashLength);
  versions.set(procedure, hash);
  return hash;
}
