import { execFileSync } from "node:child_process";
import { drop, dropImports, dropMatching } from "../change/edits.ts";
import { listsOf, optionalLists } from "../change/lists.ts";
import { addMigration } from "../change/migrations.ts";
import { type FeatureNames, Refusal, snake } from "../change/names.ts";
import { Draft, type Plan } from "../change/plan.ts";
import { dropMigrationFile } from "../new/database.ts";
import { tellClients } from "./wire.ts";

const tracked = (root: string): readonly string[] =>
  execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((path) => path !== "");

/** What is the feature's alone. */
function ownFiles(paths: readonly string[], feature: string): readonly string[] {
  const folders = "shared|seed/features|benchmarks/features|tests/(?:features|samples|golden)";
  const own = new RegExp(`^(?:server/features/${feature}/.*|(?:${folders})/${feature}(?:\\.\\w+)*\\.(?:ts|sql))$`);
  return paths.filter((path) => own.test(path));
}

/** Takes a feature out of the lists that it may stand in, and the tags of its reads out of what others clear. */
function dropFromOthers(draft: Draft, paths: readonly string[], { feature, one }: FeatureNames): void {
  const module = new RegExp(`/${feature}(?:\\.\\w+)*(?:/index)?\\.ts$`);
  const element = new RegExp(`^(?:\\.\\.\\.|")?(?:${feature}|${one})(?:[A-Z]|\\b)`);
  for (const { path, openers } of optionalLists)
    draft.edit(path, (source) =>
      openers.reduce((left, opener) => dropMatching(left, opener, element, path), dropImports(source, module)),
    );
  const tag = new RegExp(`"${feature}(?::[^"]*)?",? ?`, "g");
  for (const path of paths)
    if (/^shared\/\w+\.ts$/.test(path) && draft.has(path))
      draft.edit(path, (source) => source.replace(/^.*\bclears(?:: | = )\[.*$/gm, (line) => line.replace(tag, "")));
}

/** Takes a table out of server/database/schema.ts. */
const dropTable = (source: string, { One, table }: FeatureNames) =>
  source
    .replace(new RegExp(`^export interface ${One}Table \\{\\n[^}]*\\}\\n\\n`, "m"), "")
    .replace(new RegExp(`^  ${table}: ${One}Table;\\n`, "m"), "");

// Generated anew, history, or about features as examples.
const isBeyond = (path: string) =>
  /^(?:client\/generated\/|migrations\/|tests\/(?:released|generators)\/|scripts\/check-generators\.ts$)/.test(path);

/** Lines that still name the feature, as `file:line: text`. */
function mentions(draft: Draft, paths: readonly string[], names: FeatureNames): readonly string[] {
  const { feature, One, Many, path: address, table } = names;
  const uses = new RegExp(
    `/${feature}(?:\\.\\w+)*(?:/\\w+)?\\.ts"|\\.${feature}\\b|"${feature}[./:]|\\b${One}Table\\b|\\b${Many}[A-Z]\\w*` +
      `|/${address}(?=["\`?/])` +
      `|(?:selectFrom|insertInto|updateTable|deleteFrom)\\("${table}"|\\b(?:from|into|update|join) ${table}\\b`,
  );
  return paths
    .filter((path) => path.endsWith(".ts") && !isBeyond(path) && draft.has(path))
    .flatMap((path) =>
      draft
        .read(path)
        .split("\n")
        .flatMap((line, at) => (uses.test(line) ? [`${path}:${at + 1}: ${line.trim().slice(0, 100)}`] : [])),
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
      draft.edit(path, (source) =>
        drop(dropImports(source, new RegExp(`^${RegExp.escape(module)}$`)), opener, element, path),
      );
  dropFromOthers(draft, paths, names);
  tellClients(draft, feature);
  if (new RegExp(`^  ${table}: `, "m").test(draft.read("server/database/schema.ts"))) {
    draft.edit("server/database/schema.ts", (source) => dropTable(source, names));
    addMigration(draft, `drop_${snake(feature)}`, dropMigrationFile(names.phrases, [table]));
  }
  for (const path of ["docs/FEATURES.md", "README.md"])
    draft.edit(path, (source) =>
      source.replace(new RegExp(`^- \\*\\*${feature}\\*\\*: .*\\n`, "m"), "").replace(`, ${names.phrases},`, ","),
    );
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
