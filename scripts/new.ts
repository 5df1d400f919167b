import { parseArgs } from "node:util";
import { command } from "./change/command.ts";
import { featureNames, Refusal } from "./change/feature-names.ts";
import { apply, checkWorkTree } from "./change/plan.ts";
import { regenerate, regenerateWith } from "./change/regenerate.ts";
import { parseStore, planDocuments } from "./new/documents.ts";
import { planFeature } from "./new/feature.ts";
import { kindNames, parseFields } from "./new/fields.ts";
import { planJob } from "./new/job.ts";
import { planProcedure } from "./new/procedure.ts";

const usage = `npm run new -- feature bookmarks "url:url" "title:text" "note:text?" --owned-by user
npm run new -- procedure articles.pin "slug:text" [--query]
npm run new -- documents drafts "title:text" "words:int?" --index title
npm run new -- documents carts "note:text" --store redis --ttl 3600
npm run new -- job reports.build "authorId:int" "month:date"

A feature: contract, migration, queries, handlers, policies, tests, demo content and its line in the docs. With
--owned-by user each thing is its account's alone; without it, reading is public and admins write.
A procedure: its contract and a handler that answers "unwritten" until you write it.
Documents: a collection of JSON values under keys, each its account's alone, with a migration for its indexes. With
--store redis they expire, --ttl seconds after their last write, and there are no lists and no indexes.
A job: its declaration, a function that enqueues it, a handler that fails until you write it, and its test.

Fields are name:kind, with ? where they may be left out. Kinds: ${kindNames}.`;

const root = process.cwd();

async function newFeature(name: string, texts: readonly string[], owner: string | undefined): Promise<string> {
  if (owner !== undefined && owner !== "user") throw new Refusal(`--owned-by ${owner}: only a user can be an owner.`);
  const names = featureNames(name);
  const fields = parseFields(texts);
  checkWorkTree(root);
  const plan = planFeature(root, { names, fields, isOwned: owner === "user" });
  await apply(root, plan, async (write) => regenerateWith(root, names, write));
  const files = [...plan.keys(), `tests/golden/${names.path}.sql`];
  return `${files.join("\n")}\n
Review it with git status and git diff, run its tests with
  npx vitest run tests/features/${names.path}.test.ts
and take it back with git restore . && git clean -fd. Its table is made when the server next starts, or by npm run migrate.`;
}

async function newProcedure(name: string, texts: readonly string[], isQuery: boolean): Promise<string> {
  const fields = texts.length === 0 ? [] : parseFields(texts);
  checkWorkTree(root);
  const plan = planProcedure(root, { name, fields, isQuery });
  await apply(root, plan, async () => regenerate(root));
  const [feature = "", verb = ""] = name.split(".");
  const sampled = [...plan.keys()].find((path) => path.startsWith("tests/samples/"));
  return `${[...plan.keys()].join("\n")}\n
${name} is served, and answers "unwritten" to callers who are signed in. To write it:
  1. its access, output and errors in the contract, without "unwritten"; then its handler;
  2. who may call it: its row "${name}" in ${sampled ?? "tests/access/table.ts"};
  3. for each query that is added, a sample in ${sampled ?? "a file of tests/samples/queries/"}; then
     npx vitest run tests/golden-sql.test.ts -u    which records its SQL;
  4. a call over REST with a real answer in a file of tests/surfaces/answers/, unless its sample in tests/samples/ makes one;
  5. its test, ${[...plan.keys()].find((path) => path.endsWith(`.${verb}.test.ts`)) ?? `tests/features/${feature}.${verb}.test.ts`};
  6. npm run fix    and    npm run check`;
}

async function newJob(name: string, texts: readonly string[]): Promise<string> {
  const fields = texts.length === 0 ? [] : parseFields(texts, []);
  checkWorkTree(root);
  const plan = planJob(root, { name, fields });
  await apply(root, plan, async () => {});
  const files = [...plan.keys()];
  return `${files.join("\n")}\n
${name} is declared, and fails until you write it. To write it:
  1. its summary in shared/jobs.ts, and what else holds for it: unique, retry, timeoutMs, concurrency (docs/JOBS.md);
  2. its handler in ${files.find((path) => path.endsWith("/jobs.ts") && path.startsWith("server/features/"))}; the change that asks for it calls the function beside it;
  3. its test, ${files.find((path) => path.endsWith(".test.ts"))};
  4. npm run fix    and    npm run check`;
}

async function newDocuments(
  name: string,
  texts: readonly string[],
  options: Parameters<typeof parseStore>[0],
): Promise<string> {
  const names = featureNames(name);
  const ttlSeconds = parseStore(options);
  const fields = parseFields(texts);
  checkWorkTree(root);
  const plan = planDocuments(root, { names, fields, indexes: options.index, ttlSeconds });
  await apply(root, plan, async () => regenerate(root));
  const after =
    ttlSeconds === undefined
      ? "Its indexes are made when the server next starts, or by npm run migrate."
      : "It needs REDIS_URL, or MEMORY_CACHE=on for a single process; its calls answer 503 without.";
  return `${[...plan.keys()].join("\n")}\n
Review it with git status and git diff, run its tests with
  npx vitest run tests/features/${names.path}.test.ts
and take it back with git restore . && git clean -fd. ${after}`;
}

await command(usage, async (parameters) => {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: {
      "owned-by": { type: "string" },
      query: { type: "boolean", default: false },
      index: { type: "string", multiple: true, default: [] },
      store: { type: "string" },
      ttl: { type: "string" },
    },
  });
  const [what, name, ...texts] = positionals;
  if (name === undefined) throw new Refusal("Name what to make: feature, procedure, documents or job.");
  if (what === "documents" && !values.query && values["owned-by"] === undefined)
    return newDocuments(name, texts, values);
  if (values.index.length > 0) throw new Refusal("--index is for documents.");
  if (values.store !== undefined || values.ttl !== undefined) throw new Refusal("--store and --ttl are for documents.");
  if (what === "feature" && !values.query) return newFeature(name, texts, values["owned-by"]);
  if (what === "procedure" && values["owned-by"] === undefined) return newProcedure(name, texts, values.query);
  if (what === "job" && !values.query && values["owned-by"] === undefined) return newJob(name, texts);
  throw new Refusal(
    ["feature", "procedure", "job", "documents"].includes(what ?? "")
      ? "That option is not for it."
      : `"${what}" cannot be made; feature, procedure, documents and job can.`,
  );
});
