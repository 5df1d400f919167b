import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FolderInUse, lockFolder } from "./lock.ts";
import { child, killed, temporaryFolder } from "./testing/support.ts";

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

test.each(["no lock", "the lock of a killed process", "a released lock"])(
  "of ten processes at once exactly one wins over %s",
  async (what) => {
    const stale = what === "a released lock" ? "" : `${goneProcess()}\nlong ago\n`;
    const folders = Array.from({ length: ROUNDS }, () => (what === "no lock" ? temporaryFolder() : withLock(stale)));
    const atMs = String(Date.now() + 1_500);
    const contenders = await Promise.all(Array.from({ length: CONTENDERS }, () => child("lock.ts", atMs, ...folders)));
    const outcomes = contenders.flatMap(({ line }): unknown => JSON.parse(line));
    expect(outcomes.filter((outcome) => outcome === "won")).toHaveLength(ROUNDS);
    expect(outcomes.filter((outcome) => outcome === "FolderInUse")).toHaveLength(ROUNDS * (CONTENDERS - 1));
  },
);

test("lockFolder: fails while the holder lives, and takes the lock over once the holder is killed", async () => {
  const folder = temporaryFolder();
  const { process: holder, line } = await child("lock.ts", "0", folder);
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
  await killed(holder);
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
