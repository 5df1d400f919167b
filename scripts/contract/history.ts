import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { printChanges, type Snapshot, type Verdict } from "../../packages/contract-gate/index.ts";

const lockPath = "shared/contract.lock.json";

/** Output of git; `undefined` without git, without a repository, or without output. */
function git(root: string, ...parameters: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", parameters, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
}

/** Number of earlier changes of the lock to check. */
const maxChanges = 50;

/** Guarantees a snapshot: each committed lock was written by a release, or rejected by this check. */
const asSnapshot = (text: string) => JSON.parse(text) as Snapshot;

/**
 * Earlier versions of the lock from the git history, newest first. Includes the last commit if the lock has uncommitted
 * changes. A manual edit of the lock that hides a breaking change fails against one of these, over any number of commits.
 * @returns an empty list without history: no git, a shallow clone, or a lock that was never changed.
 */
export function locksBefore(root: string): readonly Snapshot[] {
  const commits = git(root, "log", `--max-count=${maxChanges}`, "--format=%H", "--", lockPath)?.split("\n") ?? [];
  const texts = commits.flatMap((commit) => (commit && git(root, "show", `${commit}:./${lockPath}`)) || []);
  const now = readFileSync(join(root, lockPath), "utf8");
  return [...new Set(texts)].filter((text) => text !== now).map(asSnapshot);
}

/** Formats the result for the lock. */
export function printRelease(release: Verdict | undefined): string {
  if (release === undefined)
    return "No lock before this one is in this clone's history: what changed it was not judged (git fetch --unshallow?).";
  if (release.refusals.length === 0) return "The lock is a valid successor of the earlier ones.";
  const breaking = release.changes.filter(({ isBreaking }) => isBreaking);
  return [
    "The lock was changed as no release would have: shared/contract.lock.json is written by npm run contract:release alone.",
    ...printChanges("Against a lock before it, breaking", breaking),
    ...release.refusals,
  ].join("\n");
}
