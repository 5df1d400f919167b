import * as z from "zod";
import { needsViewer } from "./access.ts";
import type { Procedure } from "./procedure.ts";

const decisionByProcedure = new WeakMap<Procedure, boolean>();

/** True when a field at any depth has `format: "password"`. */
const holdsSecret = (schema: z.ZodType, io: "input" | "output") =>
  JSON.stringify(z.toJSONSchema(schema, { io })).includes('"format":"password"');

const decide = ({ kind, access, input, output }: Procedure) =>
  kind === "mutation" && needsViewer(access) && !holdsSecret(input, "input") && !holdsSecret(output, "output");

/**
 * Whether calls may carry an idempotency key: mutations that require a viewer and have no field with
 * `format: "password"`, since responses and hashes of inputs are stored.
 */
export function takesIdempotencyKey(procedure: Procedure): boolean {
  const answer = decisionByProcedure.get(procedure) ?? decide(procedure);
  decisionByProcedure.set(procedure, answer);
  return answer;
}
