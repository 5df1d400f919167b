import type * as z from "zod";
import type { Issue } from "../../shared/contract/index.ts";
import { freshInput } from "./copy-defaults.ts";
import { type ApiError, invalidInput } from "./errors.ts";
import { issuesOf, noMessage } from "./input-issues.ts";
import { withoutNulls } from "./strip-nulls.ts";

type Unstorable = Pick<Issue, "code" | "message">;

/** Why a value cannot be stored and returned unchanged: U+0000, a lone surrogate, or an infinite number. */
function unstorable(value: unknown): Unstorable | undefined {
  if (typeof value === "number" && !Number.isFinite(value)) return { code: "type", message: "is too large a number" };
  if (typeof value !== "string" || (!value.includes("\0") && value.isWellFormed())) return undefined;
  return { code: "characters", message: "has characters that cannot be kept" };
}

/** The first nested value, or object with a key, that cannot be stored. */
function findUnstorable(value: unknown, path = ""): Issue | undefined {
  const reason = unstorable(value);
  if (reason !== undefined) return { path: path || "input", ...reason };
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const reasonOfKey = unstorable(key);
    if (reasonOfKey !== undefined) return { path: path || "input", ...reasonOfKey };
    const found = findUnstorable(inner, path === "" ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const invalid = (issues: readonly z.core.$ZodIssue[]): ApiError => invalidInput(issuesOf(issues));

/**
 * Parses an input by its schema. An absent input counts as `{}`, and null in an optional field as absent, unless the
 * contract gives null a meaning of its own.
 * @throws {ApiError} 422 with a message for each invalid field.
 */
export function parseInput(schema: z.ZodObject, raw: unknown): Record<string, unknown> {
  const sent = raw === undefined ? {} : raw;
  const read = (value: unknown) => schema.safeParse(value, { reportInput: true, error: () => noMessage });
  const first = read(sent);
  const parsed = first.success ? first : read(withoutNulls(schema, sent));
  if (!parsed.success) throw invalid(parsed.error.issues);
  const issue = findUnstorable(parsed.data);
  if (issue !== undefined) throw invalidInput([issue]);
  return freshInput(schema, parsed.data);
}
