import { type Change, compareContracts } from "./compare.ts";
import type { Snapshot } from "./snapshot.ts";

/** What the gate has to say about the contracts of today. */
export interface Verdict {
  readonly changes: readonly Change[];
  /** Why they may not become main, in whole sentences; none when they may. */
  readonly refusals: readonly string[];
}

/** True when the changelog has a section for a version of the wire, with text in it. */
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
          `Clients of wire ${released.wire} break. Change the contract so that they do not, or set wireVersion in shared/version.ts to ${next} and tell in CHANGELOG.md, under "## Wire ${next}", what they meet.`,
        ];
  if (current.wire !== next)
    return [`Wire ${released.wire} is released, so wireVersion in shared/version.ts is ${released.wire} or ${next}.`];
  return hasEntry(changelog, next) ? [] : [`CHANGELOG.md has no entry under "## Wire ${next}".`];
}

/** Judges the contracts of today by those last released. */
export function judge(released: Snapshot, current: Snapshot, changelog: string): Verdict {
  const changes = compareContracts(released, current);
  const broken = changes.filter(({ isBreaking }) => isBreaking).length;
  return { changes, refusals: refusalsOf(broken, released, current, changelog) };
}

/**
 * Judges the lock by those before it, the newest first, as the release that it claims to be: by the last one, and by all
 * others of its own version of the wire and of the one before. `undefined`: none before it is known.
 */
export function judgeLock(before: readonly Snapshot[], lock: Snapshot, changelog: string): Verdict | undefined {
  const verdicts = before
    .filter(({ wire }, place) => place === 0 || wire >= lock.wire - 1)
    .map((earlier) => judge(earlier, lock, changelog));
  return verdicts.find(({ refusals }) => refusals.length > 0) ?? verdicts[0];
}

const linesOf = (title: string, changes: readonly Change[]): string[] =>
  changes.length === 0 ? [] : [`${title}:`, ...changes.map(({ subject, text }) => `  ${subject}: ${text}`), ""];

/** The verdict as people read it. */
export function printVerdict({ changes, refusals }: Verdict, wire: number): string {
  const breaking = changes.filter(({ isBreaking }) => isBreaking);
  const compatible = changes.filter(({ isBreaking }) => !isBreaking);
  return [
    ...linesOf("Breaking", breaking),
    ...linesOf("Compatible", compatible),
    `Since the release of wire ${wire}: ${breaking.length} breaking, ${compatible.length} compatible.`,
    ...refusals,
  ].join("\n");
}

/** What is to be said about the lock itself. */
export function printRelease(release: Verdict | undefined): string {
  if (release === undefined)
    return "No lock before this one is in this clone's history: what changed it was not judged (git fetch --unshallow?).";
  if (release.refusals.length === 0) return "The lock follows those before it as a release may.";
  const breaking = release.changes.filter(({ isBreaking }) => isBreaking);
  return [
    "The lock was changed as no release would have: shared/contract.lock.json is written by npm run contract:release alone.",
    ...linesOf("Against a lock before it, breaking", breaking),
    ...release.refusals,
  ].join("\n");
}
