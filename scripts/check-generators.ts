import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "./change/plan.ts";
import { openWorkspace } from "./docs/workspace.ts";

// Generates features and procedures in a copy of the project, runs the gate, removes them and runs the gate again.

const workspace = openWorkspace();

function run(title: string, program: string, ...parameters: readonly string[]): void {
  const begunMs = performance.now();
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    cwd: workspace.folder,
    encoding: "utf8",
    env: {
      ...process.env,
      // Where clocks change, and a moment is often of another day than in UTC.
      TZ: "America/New_York",
      // Every test runs with all of them.
      DIFFERENTIAL_RUNS: "400",
      PATH: `${join(workspace.folder, "node_modules/.bin")}:${process.env.PATH}`,
    },
  });
  if (status !== 0) throw new Error(`${title} failed:\n${stdout}${stderr}`);
  process.stdout.write(`${title}: ${((performance.now() - begunMs) / 1000).toFixed(1)} s\n`);
}

const make = (...parameters: readonly string[]) =>
  run(`new ${parameters.slice(0, 2).join(" ")}`, "node", "scripts/new.ts", ...parameters);
const remove = (feature: string) => run(`remove ${feature}`, "node", "scripts/remove.ts", "feature", feature);

function commit(): void {
  run("git add", "git", "add", "--all");
  run("git commit", "git", "commit", "--quiet", "--message", "as made");
}

const scopesFile = join(workspace.folder, "shared/scopes.ts");
const orderScopes = () =>
  [...readFileSync(scopesFile, "utf8").matchAll(/^ {2}"(order[^"]*)": /gm)].map(([, scope]) => scope);

/** Declares scopes, as a developer would. */
function declareScopes(...scopes: readonly string[]): void {
  const source = readFileSync(scopesFile, "utf8");
  const listed = source.replace("scopes = [", `scopes = [${scopes.map((scope) => `"${scope}"`).join(", ")}, `);
  const lines = scopes.map((scope) => `"${scope}": "Of orders.",`).join("\n");
  writeFileSync(scopesFile, listed.replace(/(meanings: [^=]* = \{)/, `$1\n${lines}`));
  format(workspace.folder, ["shared/scopes.ts"]);
  run("generate", "node", "scripts/generate.ts");
}

function expectScopes(...scopes: readonly string[]): void {
  const left = orderScopes().sort();
  if (left.join() !== scopes.join()) throw new Error(`scopes are ${left.join()} instead of ${scopes.join()}`);
}

/** Uses one checker: several would repeat part of the work, and other checks run at the same time. */
const checkTypes = (title: string) => run(title, "node", "node_modules/typescript/bin/tsc", "--checkers", "1");

/** Checks a project: types, format and borders, unused code, generated files, and the given tests. */
function checkProject(...tests: readonly string[]): void {
  checkTypes("types");
  run("format and lint", "biome", "ci", ".");
  run("import borders", "node", "scripts/borders.ts");
  run("unused code", "knip");
  run("generated files", "node", "scripts/generate.ts", "--check");
  run("released clients", "node", "scripts/contract.ts", "check");
  run("tests", "vitest", "run", ...tests);
}

/** Tests that go over all procedures, tables or migrations. */
const overAll = [
  "tests/access",
  "tests/caching/every-pair.test.ts",
  "tests/golden-sql.test.ts",
  "tests/surfaces/openapi",
  "tests/database/schema.test.ts",
  "seed/demo.test.ts",
];

/** That the tables of procedures and queries hold neither too much nor too little; the whole tests ran before. */
const inTables = [
  "tests/access/matrix.test.ts",
  "tests/golden-sql.test.ts",
  "--testNamePattern",
  "every|recorded|golden",
];

/** Tests of what a feature that came with the project was part of; those of pools, caches and compilers name no feature. */
const aboutOthers = [
  "client/story.test.ts",
  "seed",
  "tests/accounts/deletion.test.ts",
  "tests/admin",
  "tests/contract/commands.test.ts",
  "tests/database/migrations.test.ts",
  "tests/database/transfer.test.ts",
  "tests/events/appended.test.ts",
  "tests/graphql/bounds.test.ts",
  "tests/graphql/links.test.ts",
  "tests/live/shipped.test.ts",
  "tests/plans.test.ts",
  "tests/released",
  "tests/surfaces/trpc-",
];

try {
  make("feature", "orders", "url:url", "title:text", "note:text?", "--owned-by", "user");
  commit();
  // Every kind of field, and words that SQL keeps to itself.
  const all = [
    "order:int",
    "from:moment?",
    "kind:enum(info|warning)",
    "level:enum(low|high)?",
    "pinned:bool",
    "body:longtext",
    "contact:email?",
    "due:date",
    "price:decimal?",
    "views:bigint",
    "votes:bigint?",
    "extra:json",
    "more:json?",
  ];
  make("feature", "order-items", ...all);
  declareScopes("orders:write", "order-items:write");
  commit();
  make("procedure", "articles.pin", "slug:text");
  commit();
  make("procedure", "orders.count", "state:enum(open|done)?", "--query");
  commit();
  make("documents", "memos", "title:text", "words:int?", "dueAt:moment?", "--index", "title", "--index", "dueAt");
  commit();
  make("documents", "carts", "note:text", "count:int?", "--store", "redis", "--ttl", "3600");
  commit();
  make("job", "orders.remind", "orderId:int", "due:date", "note:text?");
  commit();
  make("job", "orders.close_old");
  commit();
  make("job", "digests.build", "authorId:int", "kind:enum(daily|weekly)");
  checkProject(
    "tests/features/orders",
    "tests/features/order-items",
    "tests/features/articles.pin",
    "tests/features/memos",
    "tests/features/carts",
    "tests/features/digests.build",
    "tests/jobs/register.test.ts",
    ...overAll,
  );
  commit();
  // A feature whose name begins as another's goes alone.
  remove("orders");
  checkTypes("types beside what is left");
  expectScopes("order-items:write");
  commit();
  remove("order-items");
  expectScopes();
  commit();
  remove("memos");
  commit();
  remove("carts");
  commit();
  // Others have things for this one: events, export, moderation, scopes, demo content, tests over all features.
  if (existsSync(join(workspace.folder, "shared/comments.ts"))) remove("comments");
  checkProject("tests/caching/every-pair.test.ts", "tests/database/schema.test.ts", ...aboutOthers);
  run("tables of the tests", "vitest", "run", ...inTables);
} finally {
  workspace.remove();
}
