import { expect, test } from "vitest";
import { compareContracts, hasEntry, judge, judgeLock, printVerdict, type Snapshot } from "./index.ts";

const text = { type: "string" };

const publish = (required: readonly string[]) => ({
  kind: "mutation",
  access: "required" as const,
  errors: {},
  limits: [],
  input: { type: "object", properties: { title: text, summary: text }, required, additionalProperties: false },
  output: { type: "object", properties: { slug: text }, required: ["slug"], additionalProperties: false },
});

const released: Snapshot = {
  wire: 1,
  errors: {},
  procedures: { "articles.publish": publish(["title"]) },
  schemas: {},
};
const withProcedures = (procedures: Snapshot["procedures"], wire = 1): Snapshot => ({ ...released, wire, procedures });

const broken = (wire: number) =>
  withProcedures(
    { "articles.publish": publish(["title", "summary"]), "articles.pin": { ...publish([]), access: "public" } },
    wire,
  );
const entry = "# Changelog\n\n## Wire 2\n\nArticles need a summary.\n\n## Wire 1\n\nAll of it.\n";

test("judge: a compatible change passes without an approval", () => {
  expect(judge(released, withProcedures({ ...released.procedures, "articles.pin": publish([]) }), "").refusals).toEqual(
    [],
  );
});

test("judge: a breaking change is refused, in words that say what to do", () => {
  expect(printVerdict(judge(released, broken(1), entry), 1, { isVerbose: false })).toBe(
    [
      "Compatible: 1 (--verbose lists them)",
      "",
      "Breaking:",
      '  articles.publish: input field "summary" became required',
      "",
      "Since the release of wire 1: 1 breaking, 1 compatible.",
      'Clients of wire 1 break. Change the contract so that they do not, or set the wire version to 2 and describe in the changelog, under "## Wire 2", what they meet.',
    ].join("\n"),
  );
});

test("printVerdict: compatible changes are listed on request, before the breaking ones", () => {
  const lines = printVerdict(judge(released, broken(1), entry), 1, { isVerbose: true }).split("\n");
  expect(lines.slice(0, 4)).toEqual(["Compatible:", "  articles.pin: is new", "", "Breaking:"]);
});

test("judge: a breaking change passes with the next wire version and an entry that says something", () => {
  expect(judge(released, broken(2), entry).refusals).toEqual([]);
  expect(judge(released, broken(2), "## Wire 2\n\n## Wire 1\n\nAll of it.\n").refusals).toHaveLength(1);
  expect(judge(released, broken(2), "## Wire 20\n\nSomething.\n").refusals).toHaveLength(1);
});

test("judge: a wire version is neither skipped nor taken back", () => {
  expect(judge(released, broken(3), `${entry}\n## Wire 3\n\nMore.\n`).refusals).toHaveLength(1);
  expect(judge({ ...released, wire: 2 }, broken(1), entry).refusals).toHaveLength(1);
});

test("judgeLock: a lock is compared with the one before it and with all of its wire version", () => {
  expect(judgeLock([], broken(1), entry)).toBeUndefined();
  expect(judgeLock([broken(1), released], broken(1), entry)?.refusals).toHaveLength(1);
  expect(judgeLock([released], broken(2), entry)?.refusals).toEqual([]);
});

test("hasEntry: a heading alone is no entry", () => {
  expect([hasEntry(entry, 2), hasEntry("## Wire 2\n\n", 2), hasEntry("## Wire 20\n\nSomething.\n", 2)]).toEqual([
    true,
    false,
    false,
  ]);
});

const roleOf = (role: string, roles?: readonly string[]): Snapshot => ({
  ...withProcedures({ "articles.publish": { ...publish(["title"]), access: { role } } }),
  ...(roles !== undefined && { roles }),
});

test.each([
  ["a lower role", roleOf("admin"), roleOf("moderator"), false],
  ["a higher role", roleOf("moderator"), roleOf("admin"), true],
  ["a lower role of the document's own", roleOf("owner"), roleOf("editor", ["reader", "editor", "owner"]), false],
  ["a role that the document does not list", roleOf("owner"), roleOf("editor", ["reader", "owner"]), true],
])("compareContracts: %s", (_, before, after, isBreaking) => {
  expect(compareContracts(before, after).map((change) => change.isBreaking)).toEqual([isBreaking]);
});

const at = (route: string, more: { readonly ifNoneMatch?: string } = {}): Snapshot =>
  withProcedures({ "articles.publish": { ...publish(["title"]), rest: { route, ...more } } });
const createOnly = { ifNoneMatch: "title" };

test.each([
  ["another path", at("POST /articles"), at("POST /posts"), ["REST: is now POST /posts, was POST /articles"]],
  [
    "another name of the field in the path",
    at("PUT /articles/{title}"),
    at("PUT /articles/{summary}"),
    ["REST: the path's fields are now PUT /articles/{summary}, were PUT /articles/{title}"],
  ],
  ["the same route", at("POST /articles"), at("POST /articles"), []],
  [
    "no condition any more",
    at("PUT /articles", createOnly),
    at("PUT /articles"),
    ["REST: If-None-Match: * is no longer accepted"],
  ],
  ["a new condition", at("PUT /articles"), at("PUT /articles", createOnly), ["REST: If-None-Match: * is now accepted"]],
])("compareContracts: %s", (_, before, after, texts) => {
  expect(compareContracts(before, after).map((change) => change.text)).toEqual(texts);
});
