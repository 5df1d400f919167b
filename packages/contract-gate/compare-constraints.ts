import type { Difference, Effect } from "./difference.ts";
import type { Bound, ListBranch, Literal, NumberBranch, TextBranch } from "./schema-branches.ts";

const isSame = (a: readonly unknown[], b: readonly unknown[]) => JSON.stringify(a) === JSON.stringify(b);
const includesAll = <T>(all: readonly T[], some: readonly T[]) => some.every((each) => all.includes(each));

/** The effect of changed constraints that all must hold: more of them allow fewer values. */
function effectOfConstraints(before: readonly unknown[], after: readonly unknown[]): Effect {
  if (includesAll(after, before)) return "narrows";
  return includesAll(before, after) ? "widens" : "shifts";
}

/** Unit of a range, singular and plural. */
type Unit = readonly [one: string, many: string];

function boundWords({ value, isOpen }: Bound, sign: 1 | -1, [one, many]: Unit): string {
  if (!Number.isFinite(value)) return "unbounded";
  const word = sign === 1 ? (isOpen ? "above" : "at least") : isOpen ? "below" : "at most";
  return `${word} ${value} ${value === 1 ? one : many}`.trimEnd();
}

/** Compares one end of a range. @param sign 1 for the lower end, -1 for the upper. */
function compareEnd(path: string, before: Bound, after: Bound, sign: 1 | -1, unit: Unit = ["", ""]): Difference[] {
  const change = sign * (before.value - after.value) || Number(before.isOpen) - Number(after.isOpen);
  if (change === 0) return [];
  const now = Number.isFinite(after.value)
    ? `is now ${boundWords(after, sign, unit)}`
    : `no longer has ${sign === 1 ? "a lower" : "an upper"} bound`;
  return [{ path, text: `${now}, was ${boundWords(before, sign, unit)}`, effect: change > 0 ? "widens" : "narrows" }];
}

/** Compares counts; a minimum of 0 does not count as a bound. */
function compareCount(
  path: string,
  before: readonly [least: number, most: number],
  after: readonly [least: number, most: number],
  unit: Unit,
): Difference[] {
  const least = (count: number): Bound => ({ value: count === 0 ? Number.NEGATIVE_INFINITY : count, isOpen: false });
  const most = (count: number): Bound => ({ value: count, isOpen: false });
  return [
    ...compareEnd(path, least(before[0]), least(after[0]), 1, unit),
    ...compareEnd(path, most(before[1]), most(after[1]), -1, unit),
  ];
}

const expressions = (patterns: readonly string[]) => patterns.map((pattern) => `/${pattern}/`).join(" and ");

function comparePatternsAndFormat(path: string, before: TextBranch, after: TextBranch): Difference[] {
  const { patterns: were, format: was } = before;
  const { patterns: are, format: is } = after;
  const hasSamePatterns = isSame(were, are);
  // A format without a pattern implies a default pattern, which is not compared with other patterns.
  if (was === is && is !== undefined && !hasSamePatterns && (were.length === 0 || are.length === 0))
    return [{ path, text: `has another form of the format ${is}`, effect: "shifts" }];
  const differences: Difference[] = [];
  if (was !== is) {
    const text = is === undefined ? `no longer has the format ${was}` : `now has the format ${is}`;
    const effect = was === undefined ? "narrows" : is === undefined ? "widens" : "shifts";
    differences.push({ path, text: was && is ? `${text}, had ${was}` : text, effect });
  }
  if (!hasSamePatterns) {
    const text =
      are.length === 0 ? `no longer has to match ${expressions(were)}` : `now has to match ${expressions(are)}`;
    const wasText = were.length > 0 && are.length > 0 ? `, was ${expressions(were)}` : "";
    differences.push({ path, text: text + wasText, effect: effectOfConstraints(were, are) });
  }
  return differences;
}

export const compareText = (path: string, before: TextBranch, after: TextBranch): Difference[] => [
  ...compareCount(
    path,
    [before.minLength, before.maxLength],
    [after.minLength, after.maxLength],
    ["character", "characters"],
  ),
  ...comparePatternsAndFormat(path, before, after),
];

function compareDivisors(path: string, before: readonly number[], after: readonly number[]): Difference[] {
  if (isSame(before, after)) return [];
  // Multiples of 6 are multiples of 3: each new divisor must divide a former divisor.
  const isNarrower = before.every((each) => after.some((divisor) => Number.isInteger(divisor / each)));
  const isWider = after.every((each) => before.some((divisor) => Number.isInteger(divisor / each)));
  const effect = isWider ? "widens" : isNarrower ? "narrows" : "shifts";
  const now = after.length === 0 ? "no longer has to be" : "now has to be";
  const of = (after.length === 0 ? before : after).join(" and of ");
  return [{ path, text: `${now} a multiple of ${of}`, effect }];
}

export function compareNumber(path: string, before: NumberBranch, after: NumberBranch): Difference[] {
  const wholeness: Difference[] =
    before.isWhole === after.isWhole
      ? []
      : after.isWhole
        ? [{ path, text: "is now a whole number", effect: "narrows" }]
        : [{ path, text: "may now have a fraction", effect: "widens" }];
  return [
    ...wholeness,
    ...compareEnd(path, before.least, after.least, 1),
    ...compareEnd(path, before.most, after.most, -1),
    ...compareDivisors(path, before.divisors, after.divisors),
  ];
}

export const compareItemCount = (path: string, before: ListBranch, after: ListBranch): Difference[] =>
  compareCount(path, [before.minItems, before.maxItems], [after.minItems, after.maxItems], ["item", "items"]);

function matchesAll(text: string, patterns: readonly string[]): boolean {
  try {
    return patterns.every((pattern) => new RegExp(pattern, "u").test(text));
  } catch {
    return false;
  }
}

function isWithin(value: number, { least, most, isWhole, divisors }: NumberBranch): boolean {
  const isAbove = least.isOpen ? value > least.value : value >= least.value;
  const isBelow = most.isOpen ? value < most.value : value <= most.value;
  const isDivided = divisors.every((divisor) => Number.isInteger(value / divisor));
  return isAbove && isBelow && isDivided && (!isWhole || Number.isSafeInteger(value));
}

/** True when a text certainly passes; false for a format without a pattern, which cannot be checked here. */
export const textPasses = (text: string, { minLength, maxLength, patterns, format }: TextBranch): boolean =>
  text.length >= minLength &&
  text.length <= maxLength &&
  (format === undefined || patterns.length > 0) &&
  matchesAll(text, patterns);

/** True when a literal certainly passes. */
export function literalPasses(
  value: Literal,
  branch: { readonly kind: string } & (TextBranch | NumberBranch),
): boolean {
  if (branch.kind === "text") return typeof value === "string" && textPasses(value, branch);
  return typeof value === "number" && isWithin(value, branch);
}
