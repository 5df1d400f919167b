import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { hasEntry, judge, printJson, printVerdict, type Snapshot } from "../../packages/contract-gate/index.ts";
import { snapshotOf } from "../../scripts/contract/snapshot.ts";
import { api } from "../../shared/index.ts";

const root = new URL("../../", import.meta.url);

test("the contracts of today may become main", async () => {
  const lock: Snapshot = JSON.parse(await readFile(new URL("shared/contract.lock.json", root), "utf8"));
  const { wireVersion } = await import("../../shared/version.ts");
  const changelog = await readFile(new URL("CHANGELOG.md", root), "utf8");
  const verdict = judge(lock, snapshotOf(api, wireVersion), changelog);
  expect(verdict.refusals, printVerdict(verdict, lock.wire, { isVerbose: false })).toEqual([]);
  expect(hasEntry(changelog, lock.wire)).toBe(true);
});

test("the lock is as contract:release writes it", async () => {
  const text = await readFile(new URL("shared/contract.lock.json", root), "utf8");
  expect(text).toBe(`${printJson(JSON.parse(text))}\n`);
});

test("a snapshot survives being written and read", () => {
  const snapshot = snapshotOf(api, 1);
  expect(JSON.parse(printJson(snapshot))).toEqual(JSON.parse(JSON.stringify(snapshot)));
});
