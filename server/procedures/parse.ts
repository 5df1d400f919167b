import type * as z from "zod";
import type { Issue } from "../../shared/contract/index.ts";
import { type ApiError, invalidInput } from "./errors.ts";
import { freshInput } from "./fresh-input.ts";
import { issuesOf, noMessage } from "./issues.ts";
import { withoutNulls } from "./left-out.ts";

type Unkeepable = Pick<Issue, "code" | "message">;

/** Why a value could not be kept and answered as it is: U+0000, half a surrogate pair, a number beyond all numbers. */
function unkeepable(value: unknown): Unkeepable | undefined {
  if (typeof value === "number" && !Number.isFinite(value)) return { code: "type", message: "is too large a number" };
  if (typeof value !== "string" || (!value.includes("\0") && value.isWellFormed())) return undefined;
  return { code: "characters", message: "has characters that cannot be kept" };
}

/** The first value within that could not be kept. */
function findUnkeepable(value: unknown, path = ""): Issue | undefined {
  const reason = unkeepable(value);
  if (reason !== undefined) return { path: path || "input", ...reason };
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = findUnkeepable(inner, path === "" ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const invalid = (issues: readonly z.core.$ZodIssue[]): ApiError => invalidInput(issuesOf(issues));

/**
 * Reads the input as the contract wants it; an absent one counts as `{}`, and so does null for a field that may be left
 * out, where the contract gives null no meaning of its own.
 * @throws {ApiError} 422 with a message for each field that does not fit.
 */
export function parseInput(schema: z.ZodObject, raw: unknown): Record<string, unknown> {
  const sent = raw === undefined ? {} : raw;
  const read = (value: unknown) => schema.safeParse(value, { reportInput: true, error: () => noMessage });
  const first = read(sent);
  const parsed = first.success ? first : read(withoutNulls(schema, sent));
  if (!parsed.success) throw invalid(parsed.error.issues);
  const issue = findUnkeepable(parsed.data);
  if (issue !== undefined) throw invalidInput([issue]);
  return freshInput(schema, parsed.data);
}
