import { createHash } from "node:crypto";

import type { Procedure } from "../../shared/contract/index.ts";
import { describeSchema } from "../../shared/contract/json-schema.ts";

const hashLength = 16;
const known = new WeakMap<Procedure, string>();

/**
 * Stands for what is kept of a procedure: its output's schema and the codes of its errors. Servers of two versions, side
 * by side in a roll-out, share the answers of those procedures alone that look alike in both.
 */
export function outputVersion(procedure: Procedure): string {
  const made = known.get(procedure);
  if (made !== undefined) return made;
  const shape = [describeSchema(procedure.output, "output"), Object.keys(procedure.errors)];
  const hash = createHash("sha256").update(JSON.stringify(shape)).digest("base64url").slice(0, hashLength);
  known.set(procedure, hash);
  return hash;
}
