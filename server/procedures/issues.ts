import type * as z from "zod";
import type { Issue } from "../../shared/contract/index.ts";

type ZodIssue = z.core.$ZodIssue;
type Told = Omit<Issue, "path">;

/** Stands for a message that the contract does not have, where zod would put its own. */
export const noMessage = "\0";

const blank: Told = { code: "required", message: "can't be blank" };

const isBlank = ({ input }: ZodIssue) => input === undefined || input === null || input === "";

const countOf = (bound: number | bigint, unit: string) => `${bound} ${unit}`;

/** A bound on how long a text or a list is. */
function ofLength(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Told {
  const unit = issue.origin === "string" ? "characters" : "items";
  const [code, bound, word] =
    issue.code === "too_small"
      ? (["too_short", { minimum: Number(issue.minimum) }, "at least"] as const)
      : (["too_long", { maximum: Number(issue.maximum) }, "at most"] as const);
  const count = countOf("minimum" in bound ? bound.minimum : bound.maximum, unit);
  if (issue.exact === true) return { code, message: `must have exactly ${count}`, ...bound, exact: true, unit };
  return { code, message: `must have ${word} ${count}`, ...bound, unit };
}

/** A bound on a number. */
function ofSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Told {
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

const ofOptions = (values: readonly unknown[]): Told => ({
  code: "not_allowed",
  message: `must be one of ${values.map(String).join(", ")}`,
  options: values.filter(isOption),
});

const ofType = (expected: string): Told => ({ code: "type", message: `must be of type ${expected}`, expected });

/** What is wrong, in the words of the fixed catalogue. */
function toldOf(issue: ZodIssue): Told {
  if (isBlank(issue)) return blank;
  switch (issue.code) {
    case "invalid_type":
      return ofType(issue.expected === "record" ? "object" : issue.expected);
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
      return { code: "name", message: "is not an allowed name" };
    case "invalid_union":
      return { code: "no_match", message: "is invalid" };
    default:
      return { code: "rule", message: "is invalid" };
  }
}

/** The value is of another kind than this member of a union. */
const isElsewhere = (issues: readonly ZodIssue[]) =>
  issues.some(({ path, code }) => path.length === 0 && (code === "invalid_type" || code === "invalid_value"));

/** A member of a union that names its kind, and names another. */
const isOtherKind = (issues: readonly ZodIssue[]) => issues.some(({ code }) => code === "invalid_value");

/** The one member that the value was meant for, if there is one that can be told. */
function meantOf(members: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | undefined {
  const candidates = members.filter((issues) => !isElsewhere(issues));
  const [only, another] = candidates;
  if (another === undefined) return only;
  const [kind, otherKind] = candidates.filter((issues) => !isOtherKind(issues));
  return otherKind === undefined ? kind : undefined;
}

/** Where no member can be told to be meant: all types or all values that the union takes. */
function ofUnion(members: readonly (readonly ZodIssue[])[]): Told | undefined {
  const roots = members.flatMap((issues) => issues.filter(({ path }) => path.length === 0));
  const values = roots.flatMap((issue) => (issue.code === "invalid_value" ? issue.values : []));
  const types = roots.flatMap((issue) => (issue.code === "invalid_type" ? [issue.expected] : []));
  if (roots.length !== members.length) return undefined;
  if (types.length === 0 && values.length > 0) return ofOptions(values);
  return values.length === 0 && types.length > 0 ? ofType([...new Set(types)].join(" or ")) : undefined;
}

interface Placed {
  readonly path: readonly PropertyKey[];
  readonly told: Told;
}

/** An issue where it lies; of a union, what is wrong with the member that was meant. */
function placed(issue: ZodIssue, above: readonly PropertyKey[] = []): readonly Placed[] {
  const path = [...above, ...issue.path];
  if (issue.message !== noMessage) return [{ path, told: { ...toldOf(issue), message: issue.message } }];
  if (issue.code !== "invalid_union" || isBlank(issue)) return [{ path, told: toldOf(issue) }];
  if (issue.errors.length > 0) {
    const meant = meantOf(issue.errors);
    if (meant !== undefined) return meant.flatMap((inner) => placed(inner, path));
    return [{ path, told: ofUnion(issue.errors) ?? toldOf(issue) }];
  }
  const options: unknown = Reflect.get(issue, "options");
  return [{ path, told: Array.isArray(options) ? ofOptions(options) : toldOf(issue) }];
}

const maxIssues = 100;
const maxNameLength = 64;

const textOf = (path: readonly PropertyKey[]) =>
  path.map((name) => String(name).slice(0, maxNameLength)).join(".") || "input";

/**
 * All that is wrong with an input, at most a hundred things: each with the whole path of its field, a code with its bound,
 * and the contract's own message where it has one. Of a field that is blank nothing else is told.
 */
export function issuesOf(found: readonly ZodIssue[]): readonly Issue[] {
  const issues = new Map<string, Issue>();
  const blanks = new Set<string>();
  for (const { path, told } of found.flatMap((issue) => placed(issue))) {
    const field = textOf(path);
    if (issues.size === maxIssues || blanks.has(field)) continue;
    if (told.code === "required") blanks.add(field);
    issues.set(`${field} ${told.code} ${told.message}`, { path: field, ...told });
  }
  return [...issues.values()];
}
