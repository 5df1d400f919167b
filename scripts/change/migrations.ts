import { readdirSync } from "node:fs";
import { join } from "node:path";
import { addImport, appendElement } from "./edits.ts";
import type { Draft } from "./plan.ts";

/** Number of the next migration, in four digits. */
function nextNumber(root: string): string {
  const numbers = readdirSync(join(root, "migrations")).map((file) => Number(/^(\d{4})_/.exec(file)?.[1] ?? 0));
  return String(Math.max(0, ...numbers) + 1).padStart(4, "0");
}

/** Creates `migrations/<number>_<name>.ts` and adds it to the list of migrations. @param name in snake case. */
export function addMigration(draft: Draft, name: string, text: string): void {
  const number = nextNumber(draft.root);
  draft.create(`migrations/${number}_${name}.ts`, text);
  draft.edit("migrations/index.ts", (source) => {
    const constant = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    // The number distinguishes it from an earlier migration of the same name.
    const imported = new RegExp(`\\* as ${constant} from`).test(source) ? `${constant}${Number(number)}` : constant;
    return appendElement(
      addImport(source, `import * as ${imported} from "./${number}_${name}.ts";`),
      "migrations: Readonly<Record<string, Migration>> = {",
      `"${number}_${name}": ${imported}`,
      "migrations/index.ts",
    );
  });
}
