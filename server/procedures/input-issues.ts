import type * as z from "zod";
import type { Issue } from "../../shared/contract/index.ts";

type ZodIssue = z.core.$ZodIssue;
type Finding = Omit<Issue, "path">;

/** Marks an issue without a message from the contract, where zod would use its default. */
export const noMessage = "\0";

const blank: Finding = { code: "required", message: "can't be blank" };

const isBlank = ({ input }: ZodIssue) => input === undefined || input === null || input === "";

const countOf = (bound: number | bigint, unit: string) => `${bound} ${unit}`;

/** An issue about the length of a text or list. */
function ofLength(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Finding {
  const unit = issue.origin === "string" ? "characters" : "items";
  const [code, bound, word] =
    issue.code === "too_small"
      ? (["too_short", { minimum: Number(issue.minimum) }, "at least"] as const)
      : (["too_long", { maximum: Number(issue.maximum) }, "at most"] as const);
  const count = countOf("minimum" in bound ? bound.minimum : bound.maximum, unit);
  if (issue.exact === true) return { code, message: `must have exactly ${count}`, ...bound, exact: true, unit };
  return { code, message: `must have ${word} ${count}`, ...bound, unit };
}

/** An issue about the range of a number. */
function ofSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Finding {
  const isExclusive = issue.inclusive === false;
  const exclusive = isExclusive && { exclusive: true as const };
  if (issue.code === "too_small") {
    const minimum = Number(issue.minimum);
    const message = isExclusive ? `must be greater than ${minimum}` : `must be at least ${minimum}`;
    return { code: "too_small", message, minimum, ...exclusive };
  }
  const maximum = Number(issue.maximum);
  const message = isExclusive ? `must be less than ${maximum}` : `must be at most ${maximum}`;
  return { code: "too_big", message, maximum, ...exclusive };
}

type Option = NonNullable<Issue["options"]>[number];

const isOption = (value: unknown): value is Option =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

const ofOptions = (values: readonly unknown[]): Finding => ({
  code: "not_allowed",
  message: `must be one of ${values.map(String).join(", ")}`,
  options: values.filter(isOption),
});

/** Names of zod's types, where JSON has another. */
const jsonTypes: Readonly<Record<string, string>> = { record: "object", tuple: "array" };

function ofType(...types: readonly string[]): Finding {
  const expected = [...new Set(types.map((type) => jsonTypes[type] ?? type))].join(" or ");
  return { code: "type", message: `must be of type ${expected}`, expected };
}

/** Converts a zod issue to a code and message of the fixed catalogue. */
function findingOf(issue: ZodIssue): Finding {
  if (isBlank(issue)) return blank;
  switch (issue.code) {
    case "invalid_type":
      return ofType(issue.expected);
    case "too_small":
    case "too_big":
      return issue.origin === "string" || issue.origin === "array" ? ofLength(issue) : ofSize(issue);
    case "invalid_format":
      if (issue.format === "regex" && issue.pattern === "/\\S/") return blank;
      return { code: "format", message: "is invalid", format: issue.format };
    case "invalid_value":
      return ofOptions(issue.values);
    case "not_multiple_of": {
      const divisor = Number(issue.divisor);
      return { code: "not_multiple", message: `must be a multiple of ${divisor}`, divisor };
    }
    case "invalid_key":
    case "unrecognized_keys":
      return { code: "name", message: "is not an allowed name" };
    case "invalid_union":
      return { code: "no_match", message: "is invalid" };
    default:
      return { code: "rule", message: "is invalid" };
  }
}

/** False when the value has another type than this union member. */
const isOfType = (issues: readonly ZodIssue[]) =>
  !issues.some(({ path, code }) => path.length === 0 && (code === "invalid_type" || code === "invalid_value"));

/** False when the value's discriminator names another union member. */
const isOfKind = (issues: readonly ZodIssue[]) =>
  !issues.some(({ path, code }) => path.length === 1 && code === "invalid_value");

/** True when the value has all fields that this union member needs, whatever is in them. */
const hasItsFields = (issues: readonly ZodIssue[]) =>
  !issues.some(({ path, input }) => path.length === 1 && input === undefined);

/** The only union member that the value can be meant for; `undefined` when that is ambiguous. */
function intendedMember(members: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | undefined {
  let candidates = members;
  for (const isMeant of [isOfType, isOfKind, hasItsFields]) {
    candidates = candidates.filter(isMeant);
    if (candidates.length === 1) return candidates[0];
  }
  return undefined;
}

/** The issue of a union without an identifiable member: all types or values that it accepts. */
function ofUnion(members: readonly (readonly ZodIssue[])[]): Finding | undefined {
  const roots = members.flatMap((issues) => issues.filter(({ path }) => path.length === 0));
  const values = roots.flatMap((issue) => (issue.code === "invalid_value" ? issue.values : []));
  const types = roots.flatMap((issue) => (issue.code === "invalid_type" ? [issue.expected] : []));
  if (roots.length !== members.length) return undefined;
  if (types.length === 0) return values.length > 0 ? ofOptions(values) : undefined;
  if (values.length === 0) return ofType(...types);
  return { code: "no_match", message: `${ofOptions(values).message}, or of type ${ofType(...types).expected}` };
}

interface PathIssue {
  readonly path: readonly PropertyKey[];
  readonly finding: Finding;
}

/** Issues with their full paths; for a union, those of the member that was meant. */
function issuesWithPath(issue: ZodIssue, above: readonly PropertyKey[] = []): readonly PathIssue[] {
  const path = [...above, ...issue.path];
  const own = issue.message === noMessage ? undefined : { ...findingOf(issue), message: issue.message };
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((name) => ({ path: [...path, name], finding: own ?? findingOf(issue) }));
  if (own !== undefined) return [{ path, finding: own }];
  if (issue.code !== "invalid_union" || isBlank(issue)) return [{ path, finding: findingOf(issue) }];
  if (issue.errors.length > 0) {
    const meant = intendedMember(issue.errors);
    if (meant !== undefined) return meant.flatMap((inner) => issuesWithPath(inner, path));
    return [{ path, finding: ofUnion(issue.errors) ?? findingOf(issue) }];
  }
  const options: unknown = Reflect.get(issue, "options");
  return [{ path, finding: Array.isArray(options) ? ofOptions(options) : findingOf(issue) }];
}

const maxIssues = 100;
const maxNameLength = 64;

const textOf = (path: readonly PropertyKey[]) =>
  path.map((name) => String(name).slice(0, maxNameLength)).join(".") || "input";

/**
 * Collects up to a hundred validation issues of an input: each with the full path of its field, a code with its bound,
 * and the contract's own message where it has one. A blank field has no further issues.
 */
export function issuesOf(found: readonly ZodIssue[]): readonly Issue[] {
  const issues = new Map<string, Issue>();
  const blanks = new Set<string>();
  for (const { path, finding } of found.flatMap((issue) => issuesWithPath(issue))) {
    const field = textOf(path);
    if (issues.size === maxIssues || blanks.has(field)) continue;
    if (finding.code === "required") blanks.add(field);
    issues.set(`${field} ${finding.code} ${finding.message}`, { path: field, ...finding });
  }
  return [...issues.values()];
}
