import type { Check } from "./checks.ts";
import type { Api } from "./procedure.ts";
import type { NamedProcedure } from "./tree.ts";

/** A day in UTC, `"2026-11-25"`. */
export type Day = `${number}-${number}-${number}`;

/** That a procedure should no longer be called, though it still answers. */
export interface Deprecation {
  /** From when on. */
  readonly since: Day;
  /** The procedure to call instead, `"articles.get"`; absent where nothing takes its place. */
  readonly use?: `${string}.${string}`;
  /** The day from which it may be gone. */
  readonly sunset?: Day;
}

/** The first moment of a day, in milliseconds since 1970; `NaN` for a day that no calendar has. */
export function startOfDay(day: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
  return Number.isNaN(ms) || new Date(ms).toISOString().startsWith(day) ? ms : Number.NaN;
}

/** A deprecation in one sentence for people, `"Deprecated since 2026-11-25: use articles.get."`. */
export function deprecationSentence({ since, use, sunset }: Deprecation, quote = ""): string {
  const end = sunset === undefined ? "" : `, gone from ${sunset} on`;
  return `Deprecated since ${since}${end}${use === undefined ? "" : `: use ${quote}${use}${quote}`}.`;
}

/** Its days exist, and it ends after it was said to. */
export const checkDeprecation: Check = ({ procedure: { deprecated } }) => {
  if (deprecated === undefined) return undefined;
  const { since, sunset } = deprecated;
  const wrong = [since, sunset ?? since].find((day) => Number.isNaN(startOfDay(day)));
  if (wrong !== undefined) return `deprecated: "${wrong}" is not a day such as "2026-11-25"`;
  return sunset !== undefined && startOfDay(sunset) <= startOfDay(since)
    ? "deprecated: the sunset must come after since"
    : undefined;
};

/** What is to be used instead is a procedure of the API, and no deprecated one. */
export function checkSuccessor({ procedure: { deprecated } }: NamedProcedure, api: Api): string | undefined {
  const [feature = "", verb = ""] = deprecated?.use?.split(".") ?? [];
  if (deprecated?.use === undefined) return undefined;
  const successor = api[feature]?.[verb];
  if (successor === undefined) return `deprecated: there is no procedure "${deprecated.use}"`;
  return successor.deprecated === undefined ? undefined : `deprecated: "${deprecated.use}" is deprecated itself`;
}
