import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { judgeLock, type Snapshot } from "../../packages/contract-gate/index.ts";
import { locksBefore, printRelease } from "../../scripts/contract/history.ts";
import { snapshotOf } from "../../scripts/contract/snapshot.ts";
import { taking } from "./changes.ts";

// A breaking change that also edits the lock would pass a gate that trusts the lock.

const first = snapshotOf({ articles: { publish: taking({ summary: z.string().optional() }) } }, 1);
const broken = (wire: number) => snapshotOf({ articles: { publish: taking({ summary: z.string() }) } }, wire);
const entry = "# Changelog\n\n## Wire 2\n\nArticles need a summary.\n\n## Wire 1\n\nAll of it.\n";

function repository() {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const git = (...parameters: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...parameters], { cwd: folder });
  git("init", "--quiet");
  mkdirSync(join(folder, "shared"));
  const write = (lock: Snapshot) => writeFileSync(join(folder, "shared/contract.lock.json"), JSON.stringify(lock));
  const commit = (lock: Snapshot) => {
    write(lock);
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "one more");
  };
  return { folder, git, write, commit };
}

test("a lock edited to hide a break is refused before and after it is committed, and later commits do not help", () => {
  const { folder, git, write, commit } = repository();
  commit(first);
  write(broken(1));
  const refused = expect.stringContaining('articles.publish: input field "summary" became required');
  expect(printRelease(judgeLock(locksBefore(folder), broken(1), entry))).toEqual(refused);
  commit(broken(1));
  git("commit", "--quiet", "--allow-empty", "--message", "something else");
  expect(locksBefore(folder)).toEqual([first]);
  expect(printRelease(judgeLock(locksBefore(folder), broken(1), entry))).toEqual(refused);
});

test("a break hidden by two changes that come at once is refused, and let pass once it is taken back", () => {
  const { folder, commit } = repository();
  const grown = (snapshot: Snapshot): Snapshot => ({ ...snapshot, note: "one more" }) as Snapshot;
  commit(first);
  commit(broken(1));
  commit(grown(broken(1)));
  expect(judgeLock(locksBefore(folder), grown(broken(1)), entry)?.refusals).toHaveLength(1);
  commit(grown(first));
  expect(judgeLock(locksBefore(folder), grown(first), entry)?.refusals).toEqual([]);
});

test("a wire version that skips a number, or decreases, is refused", () => {
  const { folder, commit } = repository();
  commit(first);
  commit(broken(3));
  expect(judgeLock(locksBefore(folder), broken(3), entry)?.refusals).toHaveLength(1);
  commit(broken(2));
  expect(judgeLock(locksBefore(folder), broken(2), entry)?.refusals).toHaveLength(1);
});

test("a release that raised the wire and said so passes", () => {
  const { folder, commit } = repository();
  commit(first);
  commit(broken(2));
  expect(judgeLock(locksBefore(folder), broken(2), entry)?.refusals).toEqual([]);
  expect(judgeLock(locksBefore(folder), broken(2), "")?.refusals).toHaveLength(1);
});

test("without history, of git or of the lock, it says that it could not judge", () => {
  const { folder, git, commit } = repository();
  commit(first);
  expect(locksBefore(folder)).toEqual([]);
  commit(broken(1));
  const shallow = join(folder, "shallow");
  git("clone", "--quiet", "--depth=1", `file://${folder}`, shallow);
  expect(locksBefore(shallow)).toEqual([]);
  expect(printRelease(judgeLock(locksBefore(shallow), first, entry))).toContain("was not judged");
});
