/**
 * What a difference does to the values that pass.
 *
 * - `widens`: some pass that did not.
 * - `narrows`: some no longer pass.
 * - `shifts`: both, or it cannot be told.
 * - `grows`: a field that those who do not know it neither send nor read.
 */
export type Effect = "widens" | "narrows" | "shifts" | "grows";

/** One difference between two schemas. */
export interface Difference {
  /** Where, as `author.bio` or `tags[]`; empty for the whole. */
  readonly path: string;
  /** Completes a sentence that begins with the place: `may now be null`. */
  readonly text: string;
  readonly effect: Effect;
}

/** Whether schemas are of what clients send or of what they are answered. */
export type Side = "input" | "output";

/** What clients send may pass more easily, what they are answered may hold less and more; never the other way round. */
export const isBreaking = (side: Side, { effect }: Difference): boolean =>
  effect === "shifts" || effect === (side === "input" ? "narrows" : "widens");

/** True when all that passed before passes still. */
export const holdsAll = (differences: readonly Difference[]): boolean =>
  differences.every(({ effect }) => effect === "widens" || effect === "grows");

/** True when nothing passes that did not before. */
export const addsNothing = (differences: readonly Difference[]): boolean =>
  differences.every(({ effect }) => effect === "narrows" || effect === "grows");

export const byDot = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);
