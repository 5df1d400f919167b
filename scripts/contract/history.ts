import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Snapshot } from "./snapshot.ts";

const lockPath = "shared/contract.lock.json";

/** What git answers; `undefined` where there is no git, no repository, or nothing to answer. */
function git(root: string, ...parameters: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", parameters, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
}

/** How many changes of the lock are looked back at. */
const maxChanges = 50;

/** Guarantees a snapshot: each commit's lock was written by a release, or refused by this check. */
const asSnapshot = (text: string) => JSON.parse(text) as Snapshot;

/**
 * The locks before the one that lies there, the newest first: those of commits that changed it, the last one among them
 * while a change is not committed yet. Whoever edits the lock by hand to hide a break, in however many commits, breaks the
 * clients of one of these.
 * @returns none where history does not say: no git, a shallow clone, or a lock that was never changed.
 */
export function locksBefore(root: string): readonly Snapshot[] {
  const commits = git(root, "log", `--max-count=${maxChanges}`, "--format=%H", "--", lockPath)?.split("\n") ?? [];
  const texts = commits.flatMap((commit) => (commit && git(root, "show", `${commit}:./${lockPath}`)) || []);
  const now = readFileSync(join(root, lockPath), "utf8");
  return [...new Set(texts)].filter((text) => text !== now).map(asSnapshot);
}
