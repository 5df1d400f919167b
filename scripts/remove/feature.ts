import { execFileSync } from "node:child_process";
import { removeElement, removeImports, removeMatchingElements } from "../change/edits.ts";
import { listsOf, optionalLists } from "../change/feature-lists.ts";
import { type FeatureNames, featureNames, Refusal, snake } from "../change/feature-names.ts";
import { type FeaturePlaces, placesOf } from "../change/feature-places.ts";
import { addMigration } from "../change/migrations.ts";
import { Draft, type Plan } from "../change/plan.ts";
import { dropMigrationFile } from "../new/database.ts";
import { dropDocumentsFile } from "../new/documents.ts";
import { announceRemoval } from "./announce-removal.ts";

const tracked = (root: string): readonly string[] =>
  execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((path) => path !== "");

/** Files that belong to the feature only. */
function ownFiles(paths: readonly string[], { feature, path }: FeatureNames, places: FeaturePlaces): readonly string[] {
  const folders = "shared|seed/features|benchmarks/features|tests/(?:features|samples|golden)";
  const own = new RegExp(`^(?:${places.folder}/.*|(?:${folders})/(?:${path}|${feature})(?:\\.\\w+)*\\.(?:ts|sql))$`);
  return paths.filter((file) => file === places.contract || own.test(file));
}

/** Name prefixes of a feature, `orders` and `order`. */
const stemsOf = ({ feature, one }: FeatureNames) => [feature, one];

/** The start of an element: the word within quotes before its colon, or an identifier. */
const startOf = (element: string) => /^(?:\.\.\.)?(?:"([^":./]*)|([A-Za-z0-9]+))/.exec(element) ?? [];

/**
 * True for elements of the feature. A string must name it exactly, like the scope `orders:write`. An identifier belongs
 * to the feature with the longest matching prefix: `orderItemLoads` to `orderItems`, not to `orders`.
 */
export function belongsTo(names: FeatureNames, others: readonly FeatureNames[]): (element: string) => boolean {
  const stems = [names, ...others].flatMap((each) => stemsOf(each).map((stem) => ({ stem, isOwn: each === names })));
  const byLength = stems.toSorted((a, b) => b.stem.length - a.stem.length);
  return (element) => {
    const [, text, identifier] = startOf(element);
    if (text !== undefined) return [...stemsOf(names), names.path].includes(text);
    if (identifier === undefined) return false;
    const begins = (stem: string) => identifier.startsWith(stem) && !/^[a-z0-9]/.test(identifier.slice(stem.length));
    return byLength.find(({ stem }) => begins(stem))?.isOwn ?? false;
  };
}

/** Names of the other features. */
const othersOf = (paths: readonly string[], { path: own }: FeatureNames): readonly FeatureNames[] =>
  paths.flatMap((path) => {
    const [, other] = /^server\/features\/([a-z0-9-]+)\/index\.ts$/.exec(path) ?? [];
    if (other === undefined || other === own) return [];
    try {
      return [featureNames(other)];
    } catch {
      // A reserved name, such as `mail`, has nothing in these lists.
      return [];
    }
  });

/** Removes a feature from the lists, and its cache tags from the `invalidates` of other features. */
function dropFromOthers(draft: Draft, paths: readonly string[], names: FeatureNames): void {
  const { feature, one } = names;
  const module = new RegExp(`/(?:${names.path}|${feature})(?:\\.\\w+)*(?:/index)?\\.ts$`);
  const isOwn = belongsTo(names, othersOf(paths, names));
  for (const { path, openers } of optionalLists)
    draft.edit(path, (source) =>
      openers.reduce(
        (left, opener) => removeMatchingElements(left, opener, isOwn, path),
        removeImports(source, (imported) => module.test(imported)),
      ),
    );
  const tag = new RegExp(`"(?:${feature}|${one})(?::[^"]*)?",? ?`, "g");
  for (const path of paths)
    if (/^shared\/[\w-]+\.ts$/.test(path) && draft.has(path))
      draft.edit(path, (source) =>
        source.replace(/^.*\b(?:invalidates|clears)(?:: | = )\[.*$/gm, (line) => line.replace(tag, "")),
      );
}

/** Removes a table from server/database/schema.ts. */
const dropTable = (source: string, { One, table }: FeatureNames) =>
  source
    .replace(new RegExp(`^export interface ${One}Table \\{\\n[^}]*\\}\\n\\n`, "m"), "")
    .replace(new RegExp(`^  ${table}: ${One}Table;\\n`, "m"), "");

// Generated files, history, and texts that mention features as examples.
const isBeyond = (path: string) =>
  /^(?:client\/generated\/|migrations\/|docs\/examples\/|tests\/(?:contract|cookbook|documents|released|generators)\/|scripts\/(?:clients\/|check-generators\.ts$))/.test(
    path,
  );

/** Remaining references to the feature, as `file:line: text`. */
function mentions(draft: Draft, paths: readonly string[], names: FeatureNames): readonly string[] {
  const { feature, One, Many, path: address, table } = names;
  const uses = new RegExp(
    `/(?:${address}|${feature})(?:\\.\\w+)*(?:/\\w+)?\\.ts"|\\.${feature}\\b|"${feature}[./:]|\\b${One}Table\\b|\\b${Many}[A-Z]\\w*` +
      // The name after a scheme, as in `queue://orders`, is a host.
      `|(?<!/)/${address}(?=["\`?/])` +
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

/** Indexed fields of a collection in Postgres; `undefined` for any other contract. Documents in Redis expire. */
function indexesOf(contract: string): readonly string[] | undefined {
  if (!/^export const \w+ = documents\(\{$/m.test(contract) || /^ {2}store: "redis",$/m.test(contract))
    return undefined;
  const [, listed = ""] = /^ {2}indexes: \[([^\]]*)\]/m.exec(contract) ?? [];
  return [...listed.matchAll(/"(\w+)"/g)].map(([, field = ""]) => field);
}

const maxShown = 60;

/** Plans the removal of a feature. @throws {Refusal} while other code uses it. */
export function planRemoval(root: string, names: FeatureNames): Plan {
  const { feature, table } = names;
  const paths = tracked(root);
  const draft = new Draft(root);
  const places = placesOf(root, feature);
  if (places === undefined) throw new Refusal(`There is no feature "${feature}".`);
  const indexes = indexesOf(draft.read(places.contract));
  for (const path of ownFiles(paths, names, places)) draft.delete(path);
  const hasOwn = (folder: string) => paths.includes(`${folder}/${names.path}.ts`);
  for (const { path, opener, module, element } of listsOf(names))
    if (!/^(?:tests\/samples|seed\/features)\//.test(path) || hasOwn(path.replace(/\/index\.ts$/, "")))
      draft.edit(path, (source) =>
        removeElement(
          removeImports(source, (imported) => imported === module),
          opener,
          element,
          path,
        ),
      );
  dropFromOthers(draft, paths, names);
  announceRemoval(draft, feature);
  if (new RegExp(`^  ${table}: `, "m").test(draft.read("server/database/schema.ts"))) {
    draft.edit("server/database/schema.ts", (source) => dropTable(source, names));
    addMigration(draft, `drop_${snake(feature)}`, dropMigrationFile(names.phrases, [table]));
  }
  if (indexes !== undefined) addMigration(draft, `drop_${snake(feature)}`, dropDocumentsFile(names, indexes));
  for (const path of ["docs/FEATURES.md", "README.md"])
    draft.edit(path, (source) => {
      const left = source
        .replace(new RegExp(`^- \\*\\*${feature}\\*\\*: .*\\n`, "m"), "")
        .replace(`, ${names.phrases},`, ",");
      return `${left.trimEnd()}\n`;
    });
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
