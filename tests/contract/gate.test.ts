import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import * as z from "zod";
import { hasEntry, judge, printVerdict } from "../../scripts/contract/gate.ts";
import { printJson } from "../../scripts/contract/print.ts";
import { type Snapshot, snapshotOf } from "../../scripts/contract/snapshot.ts";
import { api } from "../../shared/index.ts";
import { taking } from "./changes.ts";

const released = snapshotOf({ articles: { publish: taking({ summary: z.string().optional() }) } }, 1);
const changed = (wire: number): Snapshot =>
  snapshotOf({ articles: { publish: taking({ summary: z.string() }), pin: taking({}) } }, wire);
const grown = snapshotOf(
  { articles: { publish: taking({ summary: z.string().optional(), mood: z.string().optional() }) } },
  1,
);
const entry = "# Changelog\n\n## Wire 2\n\nArticles need a summary.\n\n## Wire 1\n\nAll of it.\n";

test("a compatible change passes without an approval", () => {
  expect(judge(released, grown, "").refusals).toEqual([]);
});

test("a breaking change is refused, in words that say what to do", () => {
  const verdict = judge(released, changed(1), entry);
  expect(printVerdict(verdict, 1)).toBe(
    [
      "Breaking:",
      '  articles.publish: input field "summary" became required',
      "",
      "Compatible:",
      "  articles.pin: is new",
      "",
      "Since the release of wire 1: 1 breaking, 1 compatible.",
      'Clients of wire 1 break. Change the contract so that they do not, or set wireVersion in shared/version.ts to 2 and describe in CHANGELOG.md, under "## Wire 2", what they meet.',
    ].join("\n"),
  );
});

test("a breaking change passes with the next version of the wire and an entry that says something", () => {
  expect(judge(released, changed(2), entry).refusals).toEqual([]);
  expect(judge(released, changed(2), "## Wire 2\n\n## Wire 1\n\nAll of it.\n").refusals).toHaveLength(1);
  expect(judge(released, changed(2), "## Wire 20\n\nSomething.\n").refusals).toHaveLength(1);
});

test("a version of the wire is neither skipped nor taken back", () => {
  expect(judge(released, changed(3), `${entry}\n## Wire 3\n\nMore.\n`).refusals).toHaveLength(1);
  expect(judge({ ...released, wire: 2 }, changed(1), entry).refusals).toHaveLength(1);
});

const root = new URL("../../", import.meta.url);

test("the contracts of today may become main", async () => {
  const lock: Snapshot = JSON.parse(await readFile(new URL("shared/contract.lock.json", root), "utf8"));
  const { wireVersion } = await import("../../shared/version.ts");
  const changelog = await readFile(new URL("CHANGELOG.md", root), "utf8");
  const verdict = judge(lock, snapshotOf(api, wireVersion), changelog);
  expect(verdict.refusals, printVerdict(verdict, lock.wire)).toEqual([]);
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
