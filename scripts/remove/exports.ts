import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, run } from "../change/plan.ts";

interface Report {
  readonly issues: readonly { readonly file: string; readonly exports: readonly { readonly name: string }[] }[];
}

/** Guarantees the format of knip's JSON reporter. */
const asReport = (text: string) => JSON.parse(text) as Report;

/** Removes a name from `export { a, b } from "./c.ts";`, or the whole line if it was the last name. */
const without = (line: string, name: string): string => {
  const left = line.replace(new RegExp(`\\b${name}\\b,?\\s*`), "");
  return /\{\s*\}/.test(left) ? "" : left;
};

/** Removes exports from other features' index files that only the removed feature used. */
export function dropUnusedExports(root: string, write: (path: string, text: string) => void): void {
  const { issues } = asReport(run(root, "knip", ["--include", "exports", "--reporter", "json", "--no-exit-code"]));
  for (const { file, exports } of issues) {
    if (!/^server\/features\/[\w-]+\/index\.ts$/.test(file)) continue;
    const text = readFileSync(join(root, file), "utf8");
    const left = text.replace(/^export \{[^}]*\} from "[^"]*";\n/gm, (line) =>
      exports.reduce((rest, { name }) => without(rest, name), line),
    );
    write(file, left);
    format(root, [file]);
  }
}
