import { execFileSync } from "node:child_process";
import { builtinModules } from "node:module";
import { pascal, Refusal } from "../change/feature-names.ts";
import { Draft, type Plan } from "../change/plan.ts";

/** Original name of the project. */
const original = "dovetail";

/**
 * Files that keep the name: the licence and the reports of measurements, which are about the original; demo content, where a
 * dovetail is a joint; the embedded database, whose files on people's machines are called so; and what renames.
 */
const kept =
  /^(?:LICENSE$|benchmarks\/|docs\/PERFORMANCE\.md$|docs\/adr\/|seed\/|embedded\/|client\/generated\/|scripts\/rename|tests\/generators\/)/;
const text =
  /(?:\.(?:ts|tsx|js|json|toml|md|svg|css|html|sh|kt|kts|swift|dart|yaml|service)|Containerfile|^\.ci\/run)$/;

// Not the joint, nor the demo account's password.
const lower = /(?<![A-Za-z]|\ba )dovetail(?!-demo|[A-Za-z])/g;
const upper = /(?<![A-Za-z])Dovetail(?![A-Za-z])/g;

/** @throws {Refusal} for a name that is invalid for a package, a cookie or a worker. */
function checkName(name: string): void {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > 40)
    throw new Refusal(
      `"${name}" cannot be a name: write small letters, digits and hyphens, at most 40, as in acme or acme-press.`,
    );
  if (name === original || builtinModules.includes(name))
    throw new Refusal(`"${name}" is taken${name === original ? "" : " by a module of Node"}.`);
}

const titleOf = (name: string) => name.split("-").map(pascal).join(" ");

/**
 * Renames within a file, or within its path. Unquoted SQL names and Dart's packages take no hyphen, Kotlin's packages only
 * letters and digits, Swift's modules are written as types are.
 */
function renamed(source: string, name: string, title: string): string {
  const sqlName = name.replaceAll("-", "_");
  const moduleName = name.split("-").map(pascal).join("");
  return source
    .replace(/(?<!@)\bdovetail(?=[./](?:client|okhttp|runtime)\b)/g, name.replaceAll("-", ""))
    .replace(/\bDovetail(?=Client\b)/g, moduleName)
    .replace(/\bdovetail_(?=\w|\$)|(?<=alter role )dovetail/g, (found) =>
      found.endsWith("_") ? `${sqlName}_` : sqlName,
    )
    .replace(lower, name)
    .replace(upper, title);
}

/** Plans the rename of the project. @throws {Refusal} when it has been renamed already. */
export function planRename(root: string, name: string, title = titleOf(name)): Plan {
  checkName(name);
  if (!/^[^\s"'`<>&\\$][^"'`<>&\\$\n]{0,59}$/.test(title)) throw new Refusal(`"${title}" cannot be a title.`);
  const draft = new Draft(root);
  const { name: current }: { name: string } = JSON.parse(draft.read("package.json"));
  if (current !== original)
    throw new Refusal(
      `The project is already called "${current}". To change its name again, find and replace it by hand: it may be a common word.`,
    );
  const paths = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
  for (const path of paths) {
    if (!text.test(path) || kept.test(path) || path === "package-lock.json") continue;
    const source = draft.read(path);
    const own = renamed(source, name, title);
    const ownPath = renamed(path, name, title);
    if (ownPath !== path) {
      draft.create(ownPath, own);
      draft.delete(path);
    } else if (own !== source) draft.edit(path, () => own);
  }
  draft.edit("package-lock.json", (source) => source.replaceAll(`"name": "${original}"`, `"name": "${name}"`));
  return draft.plan;
}
