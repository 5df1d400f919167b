import type { Api } from "./procedure.ts";
import type { Check } from "./procedure-checks.ts";
import type { NamedProcedure } from "./tree.ts";

/** A day in UTC, `"2026-11-25"`. */
export type Day = `${number}-${number}-${number}`;

/** Marks a procedure that still works but should no longer be called. */
export interface Deprecation {
  /** First day of the deprecation. */
  readonly since: Day;
  /** The replacement, `"articles.get"`; absent if there is none. */
  readonly use?: `${string}.${string}`;
  /** The day from which the procedure may be removed. */
  readonly sunset?: Day;
}

/** Start of a day in UTC, in milliseconds since 1970; `NaN` for an invalid date. */
export function startOfDay(day: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
  return Number.isNaN(ms) || new Date(ms).toISOString().startsWith(day) ? ms : Number.NaN;
}

/** A deprecation as a sentence for documentation, `"Deprecated since 2026-11-25: use articles.get."`. */
export function deprecationSentence({ since, use, sunset }: Deprecation, quote = ""): string {
  const end = sunset === undefined ? "" : `, removed from ${sunset} on`;
  return `Deprecated since ${since}${end}${use === undefined ? "" : `: use ${quote}${use}${quote}`}.`;
}

/** Dates are valid, and the sunset is after the deprecation. */
export const checkDeprecation: Check = ({ procedure: { deprecated } }) => {
  if (deprecated === undefined) return undefined;
  const { since, sunset } = deprecated;
  const wrong = [since, sunset ?? since].find((day) => Number.isNaN(startOfDay(day)));
  if (wrong !== undefined) return `deprecated: "${wrong}" is not a day such as "2026-11-25"`;
  return sunset !== undefined && startOfDay(sunset) <= startOfDay(since)
    ? "deprecated: the sunset must come after since"
    : undefined;
};

/** The replacement is a procedure of the API that is not deprecated. */
export function checkSuccessor({ procedure: { deprecated } }: NamedProcedure, api: Api): string | undefined {
  const [feature = "", verb = ""] = deprecated?.use?.split(".") ?? [];
  if (deprecated?.use === undefined) return undefined;
  const successor = api[feature]?.[verb];
  if (successor === undefined) return `deprecated: no procedure "${deprecated.use}"`;
  return successor.deprecated === undefined ? undefined : `deprecated: "${deprecated.use}" is deprecated itself`;
}
