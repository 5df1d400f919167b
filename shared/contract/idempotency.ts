import * as z from "zod";
import { needsViewer } from "./access.ts";
import type { Procedure } from "./procedure.ts";

const known = new WeakMap<Procedure, boolean>();

/** True when a field anywhere in it is marked as one to be kept from sight. */
const holdsSecret = (schema: z.ZodType, io: "input" | "output") =>
  JSON.stringify(z.toJSONSchema(schema, { io })).includes('"format":"password"');

const decide = ({ kind, access, input, output }: Procedure) =>
  kind === "mutation" && needsViewer(access) && !holdsSecret(input, "input") && !holdsSecret(output, "output");

/**
 * Whether calls may carry a key: to mutations that need a viewer and whose contract has no field with
 * `format: "password"`, since answers and a trace of inputs are kept.
 */
export function takesKey(procedure: Procedure): boolean {
  const answer = known.get(procedure) ?? decide(procedure);
  known.set(procedure, answer);
  return answer;
}
