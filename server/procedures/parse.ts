import type * as z from "zod";
import { type ApiError, standardError } from "./errors.ts";
import { freshInput } from "./fresh-input.ts";

const blank = "can't be blank";

/** What people read about one issue; the fixed catalogue of validation messages. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined || issue.input === null || issue.input === "") return blank;
  switch (issue.code) {
    case "invalid_type":
      return `must be of type ${issue.expected}`;
    case "too_small":
      if (issue.origin === "string") return `must have at least ${issue.minimum} characters`;
      return issue.origin === "array"
        ? `must have at least ${issue.minimum} items`
        : `must be at least ${issue.minimum}`;
    case "too_big":
      if (issue.origin === "string") return `must have at most ${issue.maximum} characters`;
      if (issue.origin === "array") return `must have at most ${issue.maximum} items`;
      return issue.message.startsWith("must ") ? issue.message : `must be at most ${issue.maximum}`;
    case "invalid_format":
      return issue.format === "regex" && issue.pattern === "/\\S/" ? blank : "is invalid";
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    default:
      return "is invalid";
  }
}

function invalidInput(issues: readonly z.core.$ZodIssue[]): ApiError {
  const subjects: Record<string, string[]> = Object.create(null);
  for (const issue of issues) {
    const subject = String(issue.path[0] ?? "input");
    // One message a field: an empty text is blank, and that it is also no address adds nothing.
    subjects[subject] ??= [messageOf(issue)];
  }
  return standardError("invalid", { subjects: { ...subjects } });
}

/** Path of the first text that PostgreSQL could not keep as it is: one with U+0000 or half a surrogate pair. */
function findUnstorable(value: unknown, field = "input"): string | undefined {
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed() ? field : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const key of Object.keys(value)) {
    const found = findUnstorable(Reflect.get(value, key), field === "input" && !Array.isArray(value) ? key : field);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Reads the input as the contract wants it; an absent one counts as `{}`.
 * @throws {ApiError} 422 with a message for each field that does not fit.
 */
export function parseInput(schema: z.ZodObject, raw: unknown): Record<string, unknown> {
  const parsed = schema.safeParse(raw === undefined ? {} : raw, { reportInput: true });
  if (!parsed.success) throw invalidInput(parsed.error.issues);
  const field = findUnstorable(parsed.data);
  if (field !== undefined)
    throw standardError("invalid", { subjects: { [field]: ["has characters that cannot be kept"] } });
  return freshInput(schema, parsed.data);
}
