/**
 * Effect of a difference on the set of valid values.
 *
 * - `widens`: more values are valid.
 * - `narrows`: fewer values are valid.
 * - `shifts`: both, or unknown.
 * - `grows`: a new optional field, which older clients neither send nor read.
 */
export type Effect = "widens" | "narrows" | "shifts" | "grows";

/** One difference between two schemas. */
export interface Difference {
  /** Path, such as `author.bio` or `tags[]`; empty for the root. */
  readonly path: string;
  /** Predicate of a sentence whose subject is the path: `may now be null`. */
  readonly text: string;
  readonly effect: Effect;
}

/** Whether a schema describes inputs or outputs. */
export type Side = "input" | "output";

/** Inputs may widen, outputs may narrow or grow; anything else breaks clients. */
export const isBreaking = (side: Side, { effect }: Difference): boolean =>
  effect === "shifts" || effect === (side === "input" ? "narrows" : "widens");

/** True when all formerly valid values are still valid. */
export const holdsAll = (differences: readonly Difference[]): boolean =>
  differences.every(({ effect }) => effect === "widens" || effect === "grows");

/** True when no value became valid. */
export const addsNothing = (differences: readonly Difference[]): boolean =>
  differences.every(({ effect }) => effect === "narrows" || effect === "grows");

export const joinPath = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);
