import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FolderInUse, lockFolder } from "./lock.ts";
import { kill, startScript, temporaryFolder } from "./testing/support.ts";

const ROUNDS = 10;
const CONTENDERS = 10;

function goneProcess(): number {
  return spawnSync(process.execPath, ["--eval", ""]).pid;
}

function withLock(text: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "lock"));
  writeFileSync(join(folder, "lock", "7"), text);
  return folder;
}

/** Kinds of folders: what was left in them. All are contended for by the same processes, since starting those is what costs. */
const kinds: Readonly<Record<string, () => string>> = {
  "no lock": () => temporaryFolder(),
  "the lock of a killed process": () => withLock(`${goneProcess()}\nlong ago\n`),
  "a released lock": () => withLock(""),
};

test("of ten processes at once exactly one wins over no lock, the lock of a killed process and a released lock", async () => {
  const contested = Object.entries(kinds).flatMap(([kind, make]) =>
    Array.from({ length: ROUNDS }, () => ({ kind, folder: make() })),
  );
  const atMs = String(Date.now() + 1_500);
  const folders = contested.map(({ folder }) => folder);
  const contenders = await Promise.all(
    Array.from({ length: CONTENDERS }, () => startScript("lock.ts", atMs, ...folders)),
  );
  const outcomes = contenders.map(({ line }): readonly unknown[] => JSON.parse(line));
  const expected = ["won", ...Array.from({ length: CONTENDERS - 1 }, () => "FolderInUse")].sort();
  for (const [index, { kind }] of contested.entries())
    expect(outcomes.map((of) => of[index]).sort(), `folder ${index}, with ${kind}`).toEqual(expected);
});

test("lockFolder: fails while the holder lives, and takes the lock over once the holder is killed", async () => {
  const folder = temporaryFolder();
  const { process: holder, line } = await startScript("lock.ts", "0", folder);
  expect(line).toBe('["won"]');
  const refusal = (() => {
    try {
      return lockFolder(folder);
    } catch (error) {
      return error;
    }
  })();
  expect(refusal).toBeInstanceOf(FolderInUse);
  expect(refusal).toMatchObject({ pid: holder.pid, message: expect.stringContaining(`process ${holder.pid}`) });
  await kill(holder);
  lockFolder(folder).release();
});

test("lockFolder: takes over a lock whose process id was reused by another process", () => {
  const lock = lockFolder(withLock(`${process.pid}\nanother start\n`));
  lock.release();
});

test("lockFolder: takes over an incomplete lock file", () => {
  lockFolder(withLock("\0\0\0")).release();
});

test("lockFolder: locks a released folder again; a second release does not release the next holder", () => {
  const folder = temporaryFolder();
  const first = lockFolder(folder);
  first.release();
  const second = lockFolder(folder);
  first.release();
  expect(() => lockFolder(folder)).toThrow(FolderInUse);
  second.release();
  expect(readdirSync(join(folder, "lock"))).toEqual(["2"]);
});
