import { execFileSync } from "node:child_process";
import { drop, dropImport } from "../change/edits.ts";
import { listsOf } from "../change/lists.ts";
import { addMigration } from "../change/migrations.ts";
import { type FeatureNames, Refusal, snake } from "../change/names.ts";
import { Draft, type Plan } from "../change/plan.ts";
import { dropMigrationFile } from "../new/database.ts";

const tracked = (root: string): readonly string[] =>
  execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((path) => path !== "");

/** What is the feature's alone. */
function ownFiles(paths: readonly string[], feature: string): readonly string[] {
  const own = new RegExp(
    `^(?:shared/${feature}\\.ts|server/features/${feature}/.*|seed/features/${feature}\\.ts|tests/samples/${feature}\\.ts` +
      `|tests/features/${feature}(?:\\.\\w+)?\\.test\\.ts|tests/golden/${feature}(?:\\.\\w+)?\\.sql)$`,
  );
  return paths.filter((path) => own.test(path));
}

/** Takes a table out of server/database/schema.ts. */
const dropTable = (source: string, { One, table }: FeatureNames) =>
  source
    .replace(new RegExp(`^export interface ${One}Table \\{\\n[^}]*\\}\\n\\n`, "m"), "")
    .replace(new RegExp(`^  ${table}: ${One}Table;\\n`, "m"), "");

// Generated anew, history, or about features as examples.
const isBeyond = (path: string) =>
  /^(?:client\/generated\/|migrations\/|benchmarks\/reports\/|tests\/generators\/|scripts\/check-generators\.ts$)/.test(
    path,
  );

/** Lines that still name the feature, as `file:line: text`. */
function mentions(draft: Draft, paths: readonly string[], { feature, One, table }: FeatureNames): readonly string[] {
  const names = new RegExp(
    `shared/${feature}\\.ts|features/${feature}/|/${feature}(?:/index)?\\.ts"|\\.${feature}\\b|"${feature}[./]|\\b${One}Table\\b` +
      `|(?:selectFrom|insertInto|updateTable|deleteFrom)\\("${table}"|\\b(?:from|into|update|join) ${table}\\b`,
  );
  return paths
    .filter((path) => path.endsWith(".ts") && !isBeyond(path) && draft.has(path))
    .flatMap((path) =>
      draft
        .read(path)
        .split("\n")
        .flatMap((line, at) => (names.test(line) ? [`${path}:${at + 1}: ${line.trim().slice(0, 100)}`] : [])),
    );
}

const maxShown = 60;

/** Everything that takes a feature out, planned and not yet written. @throws {Refusal} while others use it. */
export function planRemoval(root: string, names: FeatureNames): Plan {
  const { feature, table } = names;
  const paths = tracked(root);
  const draft = new Draft(root);
  if (!draft.has(`shared/${feature}.ts`) || !draft.has(`server/features/${feature}/index.ts`))
    throw new Refusal(`There is no feature "${feature}".`);
  for (const path of ownFiles(paths, feature)) draft.delete(path);
  const hasSamples = paths.includes(`tests/samples/${feature}.ts`);
  for (const { path, opener, module, element } of listsOf(names))
    if (hasSamples || !/samples|seed/.test(path))
      draft.edit(path, (source) => drop(dropImport(source, module), opener, element, path));
  if (new RegExp(`^  ${table}: `, "m").test(draft.read("server/database/schema.ts"))) {
    draft.edit("server/database/schema.ts", (source) => dropTable(source, names));
    addMigration(draft, `drop_${snake(feature)}`, dropMigrationFile(names.phrases, [table]));
  }
  draft.edit("docs/FEATURES.md", (source) => source.replace(new RegExp(`^- \\*\\*${feature}\\*\\*: .*\\n`, "m"), ""));
  const left = mentions(draft, paths, names);
  if (left.length > 0) {
    const shown = left.slice(0, maxShown).join("\n");
    const more = left.length > maxShown ? `\nand ${left.length - maxShown} more` : "";
    throw new Refusal(
      `These lines use ${feature} and are not its own: take it out of them first, then run this again.\n${shown}${more}`,
    );
  }
  return draft.plan;
}
