import { type Change, compareContracts } from "./compare.ts";
import type { Snapshot } from "./json-schema.ts";

/** Result of the contract gate. */
export interface Verdict {
  readonly changes: readonly Change[];
  /** Reasons to reject the change, as sentences; empty if it may be merged. */
  readonly refusals: readonly string[];
}

/** True when the changelog has a non-empty section for a wire version. */
export function hasEntry(changelog: string, wire: number): boolean {
  const section = changelog.split(/^## /m).find((text) => new RegExp(`^Wire ${wire}\\b`).test(text));
  const [, ...body] = section?.split("\n") ?? [];
  return body.some((line) => line.trim() !== "");
}

function refusalsOf(broken: number, released: Snapshot, current: Snapshot, changelog: string): string[] {
  const next = released.wire + 1;
  if (current.wire === released.wire)
    return broken === 0
      ? []
      : [
          `Clients of wire ${released.wire} break. Change the contract so that they do not, or set the wire version to ${next} and describe in the changelog, under "## Wire ${next}", what they meet.`,
        ];
  if (current.wire !== next)
    return [`Wire ${released.wire} is released, so the wire version is ${released.wire} or ${next}.`];
  return hasEntry(changelog, next) ? [] : [`The changelog has no entry under "## Wire ${next}".`];
}

/** Compares the current contracts with the last release. `inSchemas`: changes of schemas that are derived from them. */
export function judge(
  released: Snapshot,
  current: Snapshot,
  changelog: string,
  inSchemas: readonly Change[] = [],
): Verdict {
  const changes = [...compareContracts(released, current), ...inSchemas];
  const broken = changes.filter(({ isBreaking }) => isBreaking).length;
  return { changes, refusals: refusalsOf(broken, released, current, changelog) };
}

/**
 * Checks the lock against its predecessors, newest first: the last one, and all others of its own wire version and of the
 * previous one. `undefined` if no predecessor is known.
 */
export function judgeLock(before: readonly Snapshot[], lock: Snapshot, changelog: string): Verdict | undefined {
  const verdicts = before
    .filter(({ wire }, place) => place === 0 || wire >= lock.wire - 1)
    .map((earlier) => judge(earlier, lock, changelog));
  return verdicts.find(({ refusals }) => refusals.length > 0) ?? verdicts[0];
}

/** Formats changes under a title; no line without changes. */
export const printChanges = (title: string, changes: readonly Change[]): string[] =>
  changes.length === 0 ? [] : [`${title}:`, ...changes.map(({ subject, text }) => `  ${subject}: ${text}`), ""];

/** How much to print. */
export interface PrintOptions {
  /** Each compatible change, not their number alone. */
  readonly isVerbose: boolean;
}

/** Formats changes of both kinds, the breaking ones last. */
export function printBothKinds(changes: readonly Change[], { isVerbose }: PrintOptions): string[] {
  const breaking = changes.filter(({ isBreaking }) => isBreaking);
  const compatible = changes.filter(({ isBreaking }) => !isBreaking);
  const count = compatible.length === 0 ? [] : [`Compatible: ${compatible.length} (--verbose lists them)`, ""];
  return [...(isVerbose ? printChanges("Compatible", compatible) : count), ...printChanges("Breaking", breaking)];
}

/** Formats the result for the terminal. */
export function printVerdict({ changes, refusals }: Verdict, wire: number, options: PrintOptions): string {
  const broken = changes.filter(({ isBreaking }) => isBreaking).length;
  return [
    ...printBothKinds(changes, options),
    `Since the release of wire ${wire}: ${broken} breaking, ${changes.length - broken} compatible.`,
    ...refusals,
  ].join("\n");
}
