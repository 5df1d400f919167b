import { spawnSync } from "node:child_process";
import type { Snapshot } from "./snapshot.ts";

const lockPath = "shared/contract.lock.json";

/** What git answers; `undefined` where there is no git, no repository, or nothing to answer. */
function git(root: string, ...parameters: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", parameters, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout : undefined;
}

/** The commit before the lock's last change: the last one, while a change of it is not committed yet. */
function commitBefore(root: string): string | undefined {
  if (git(root, "diff", "--quiet", "HEAD", "--", lockPath) === undefined) return "HEAD";
  const last = git(root, "log", "--max-count=1", "--format=%H", "--", lockPath)?.trim();
  return last === undefined || last === "" ? undefined : `${last}^`;
}

/** Guarantees a snapshot: each commit's lock was written by a release, or refused by this check. */
const asSnapshot = (text: string) => JSON.parse(text) as Snapshot;

/**
 * The lock as it was before it was last changed, so that this change can be judged as a release: whoever edits the lock
 * by hand to hide a break breaks the clients of the lock before it.
 * @returns `undefined` where history does not say: no git, a shallow clone, or a lock that was never changed.
 */
export function lockBefore(root: string): Snapshot | undefined {
  const commit = commitBefore(root);
  const text = commit === undefined ? undefined : git(root, "show", `${commit}:./${lockPath}`);
  return text === undefined ? undefined : asSnapshot(text);
}
