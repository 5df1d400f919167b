import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { withoutFrames } from "../../scripts/change/command.ts";
import { appendElement, bodyOf, removeElement } from "../../scripts/change/edits.ts";
import { featureNames, Refusal } from "../../scripts/change/feature-names.ts";
import { apply, checkWorkTree } from "../../scripts/change/plan.ts";
import { parseStore, planDocuments } from "../../scripts/new/documents.ts";
import { planFeature } from "../../scripts/new/feature.ts";
import { parseFields } from "../../scripts/new/fields.ts";
import { planJob } from "../../scripts/new/job.ts";
import { planProcedure } from "../../scripts/new/procedure.ts";
import { belongsTo, planRemoval } from "../../scripts/remove/feature.ts";
import { planRename } from "../../scripts/rename/plan.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** An empty repository of one commit. */
function repository(): string {
  const folder = mkdtempSync(join(tmpdir(), "generators-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const git = (...parameters: string[]) => execFileSync("git", parameters, { cwd: folder });
  git("init", "--quiet");
  writeFileSync(join(folder, "a.txt"), "as it was\n");
  git("add", "--all");
  git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "a");
  return folder;
}

test("a feature has one name in every form that it is written in", () => {
  expect(featureNames("reading-lists")).toEqual({
    feature: "readingLists",
    one: "readingList",
    One: "ReadingList",
    Many: "ReadingLists",
    path: "reading-lists",
    table: "reading_list",
    phrase: "reading list",
    phrases: "reading lists",
  });
});

test.each([
  ["categories", "category"],
  ["boxes", "box"],
  ["bookmarks", "bookmark"],
  ["keys", "key"],
  ["crashes", "crash"],
  ["courses", "course"],
  ["expenses", "expense"],
  ["licenses", "license"],
  ["databases", "database"],
  ["movies", "movie"],
  ["cookies", "cookie"],
  ["statuses", "status"],
  ["buses", "bus"],
  ["caches", "cache"],
  ["people", "person"],
  ["analyses", "analysis"],
  ["order-boxes", "orderBox"],
  ["news", "newsItem"],
  ["equipment", "equipmentItem"],
])("one of the %s is a %s", (many, one) => {
  expect(featureNames(many).one).toBe(one);
});

test.each([
  "Bookmarks",
  "book marks",
  "../x",
  "1st",
  "",
  "bookmark",
  "imports",
  "toString",
  "x".repeat(50),
  "a_b",
  "classes",
  "clients",
  "records",
  "dates",
  "errors",
  "moments",
  "promises",
])('a feature cannot be called "%s"', (name) => {
  expect(() => featureNames(name)).toThrow(Refusal);
});

test("an unexpected failure is printed without a stack trace", () => {
  expect(
    withoutFrames("TypeError: two types\n    at refuse (file.ts:1:2)\n    at main (b.ts:3:4)\nNode.js v24\n"),
  ).toBe("TypeError: two types\nNode.js v24");
});

test("an element of a list belongs to the feature whose name it begins with, not to one whose name is shorter", () => {
  const [orders, items] = [featureNames("orders"), featureNames("order-items")];
  const ofOrders = ["orders: list", "...orderLoads", "ordersByUser", '"orders:write"', '"orders:write": "Write."'];
  const ofItems = ["orderItems: list", "...orderItemLoads", '"order-items:write"', "orderItemsByUser"];
  const ofNeither = ["ordered: true", '"ordering:write"', "orderly"];
  const all = [...ofOrders, ...ofItems, ...ofNeither];
  expect(all.filter(belongsTo(orders, [items]))).toEqual(ofOrders);
  expect(all.filter(belongsTo(items, [orders]))).toEqual(ofItems);
});

test.each([
  ["title", "write a name and a kind"],
  ["title:", "not a kind"],
  ["title:uuid", "not a kind"],
  ["Title:text", "write a name and a kind"],
  ["id:int", "taken"],
  ["accountId:int", "taken"],
  ["kind:enum(a)", "not a kind"],
  ["kind:enum(a|a)", "not a kind"],
  ["kind:enum(a|b');drop table account--)", "not a kind"],
  ["constructor:text", "write a name and a kind"],
])('the field "%s" is refused, and the refusal says why', (field, reason) => {
  expect(() => parseFields([field])).toThrow(reason);
});

test("fields are refused that are none, too many, or one twice", () => {
  expect(() => parseFields([])).toThrow("at least one");
  expect(() => parseFields(Array.from({ length: 21 }, (_, n) => `f${n}:int`))).toThrow("at most 20");
  expect(() => parseFields(["dueAt:moment", "dueAt:text"])).toThrow("twice");
});

test.each([
  [{ index: ["title"], store: "redis", ttl: "60" }, "Redis has no indexes"],
  [{ index: [], store: "redis" }, "--ttl 3600"],
  [{ index: [], store: "redis", ttl: "1h" }, "a whole number from 1 to 2592000"],
  [{ index: [], store: "redis", ttl: "0" }, "a whole number from 1 to 2592000"],
  [{ index: [], store: "redis", ttl: "2592001" }, "a whole number from 1 to 2592000"],
  [{ index: [], ttl: "60" }, "add --store redis"],
  [{ index: [], store: "memory" }, "in postgres or in redis"],
])("options of documents that do not go together are refused: %o", (options, reason) => {
  expect(() => parseStore(options)).toThrow(reason);
});

const fields = parseFields(["title:text"]);

test("a collection in Redis has no migration, and its tests call no list", () => {
  const plan = planDocuments(root, { names: featureNames("carts"), fields, indexes: [], ttlSeconds: 60 });
  expect([...plan.keys()].filter((path) => path.startsWith("migrations/"))).toEqual([]);
  expect(plan.get("shared/carts.ts")).toMatch(/store: "redis",\n {2}ttlSeconds: 60,/);
  for (const path of ["tests/features/carts.test.ts", "tests/samples/carts.ts"])
    expect(plan.get(path)).not.toMatch(/[./]list\b/);
});

test.each([
  ["articles", "already"],
  ["accounts", "already"],
  ["sessions", "already"],
  ["profiles", "already"],
  ["follows", "has a table"],
  ["favourites", "has a table"],
  ["users", 'calls something "User"'],
])("%s clashes with what is there, and the refusal says with what", (name, reason) => {
  expect(() => planFeature(root, { names: featureNames(name), fields, isOwned: true })).toThrow(reason);
});

test("a procedure is refused that has no feature, is there already, or cannot be called so", () => {
  const plan = (name: string) => () => planProcedure(root, { name, fields: [], isQuery: false });
  expect(plan("nothing.pin")).toThrow("There is no feature");
  expect(plan("articles.publish")).toThrow("already");
  for (const name of ["articles", "articles.pin.now", "articles.Pin", "articles.toString", "../articles.pin"])
    expect(plan(name)).toThrow(Refusal);
});

test("a job is refused that cannot be called so, is there already, or would be among others written by hand", () => {
  const plan = (name: string) => () => planJob(root, { name, fields: [] });
  for (const name of ["reports", "reports.Build", "Reports.build", "reports.build.now", "constructor.build", "../x.y"])
    expect(plan(name)).toThrow(Refusal);
  expect(plan("mail.digest")).toThrow("is reserved by this project");
  expect(plan("notifications.send")).toThrow("by hand");
  expect([...plan("reports.build_all")().keys()]).toContain("tests/features/reports.build_all.test.ts");
});

test("a procedure goes to its feature's files, whatever those are called", () => {
  const plan = planProcedure(root, { name: "apiKeys.rotate", fields: [], isQuery: false });
  expect([...plan.keys()].sort()).toEqual([
    "server/features/api-keys/handlers.ts",
    "shared/api-keys.ts",
    "tests/access/table.ts",
    "tests/features/api-keys.rotate.test.ts",
  ]);
  expect(plan.get("tests/access/table.ts")).toContain('"apiKeys.rotate": members()');
});

test("a feature's files bear its name as addresses do", () => {
  const paths = [...planFeature(root, { names: featureNames("reading-lists"), fields, isOwned: true }).keys()];
  expect(paths).toEqual(
    expect.arrayContaining([
      "shared/reading-lists.ts",
      "server/features/reading-lists/queries.ts",
      "tests/features/reading-lists.test.ts",
      "tests/samples/reading-lists.ts",
    ]),
  );
  expect(paths.filter((path) => path.includes("readingLists"))).toEqual([]);
});

test("a feature in use is not removed, and the lines that use it are named", () => {
  expect(() => planRemoval(root, featureNames("drafts"))).toThrow("There is no feature");
  expect(() => planRemoval(root, featureNames("articles"))).toThrow(/benchmarks\/growth-cases\.ts:\d+: import/);
});

test.each(["Acme", "a b", "acme!", "-acme", "", "fs", "dovetail", "x".repeat(41)])(
  'a clone cannot be called "%s"',
  (name) => {
    expect(() => planRename(root, name)).toThrow(Refusal);
  },
);

test("a title cannot inject markup or quotes into generated files", () => {
  for (const title of ['"', "<b>", "a`b", "a$b", "", " "])
    expect(() => planRename(root, "acme", title)).toThrow(Refusal);
});

test("a work tree with changes, or none at all, is left alone", () => {
  const folder = repository();
  expect(() => checkWorkTree(folder)).not.toThrow();
  writeFileSync(join(folder, "b.txt"), "new\n");
  expect(() => checkWorkTree(folder)).toThrow(/Commit or stash first.*\n.*b\.txt/);
  rmSync(join(folder, ".git"), { recursive: true });
  expect(() => checkWorkTree(folder)).toThrow("no git work tree");
});

test("whatever fails while a plan is carried out, everything is as it was", async () => {
  const folder = repository();
  const plan = new Map([
    ["a.txt", "changed\n"],
    ["deep/er/b.txt", "new\n"],
  ]);
  const carriedOut = apply(folder, plan, async (write) => {
    expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("changed\n");
    write("c.txt", "made from it\n");
    throw new Error("the contracts do not fit");
  });
  await expect(carriedOut).rejects.toThrow("the contracts do not fit");
  expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("as it was\n");
  expect(readdirSync(folder).sort()).toEqual([".git", "a.txt"]);
  expect(existsSync(join(folder, "deep"))).toBe(false);
});

test("lists are added to and taken from wherever they stand, whatever strings and comments hold", () => {
  const source = `// f({ in words\nconst a = f({ a, "b}": [1], /* } */ c: \`}\` });\n`;
  const added = appendElement(source, "= f({", "d", "x.ts");
  expect(added).toContain("c: `}`,\nd\n});");
  expect(removeElement("const a = [one, two, three];", "a = [", "two", "x.ts")).toBe("const a = [one, three];");
  expect(() => removeElement("const a = [one];", "a = [", "two", "x.ts")).toThrow(Refusal);
  expect(() => bodyOf("f({}); f({})", "f({", "x.ts")).toThrow("once");
});
