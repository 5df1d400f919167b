import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Block } from "./blocks.ts";
import { place, type Workspace } from "./workspace.ts";

const isTyped = ({ language }: Block) => language === "ts" || language === "tsx";

/** Path of a block in the workspace: as the page says, or beside the project's own folders. */
export const pathOf = ({ attributes, at, language }: Block): string =>
  attributes.file ?? `${at.replace(/\.md:/, "-").replaceAll("/", "-")}.check.${language}`;

/**
 * Type-checks a page's TypeScript, each block as a separate module of the project.
 * @returns the number of blocks. @throws when one does not compile, after the compiler's output.
 */
export function checkTypes({ folder }: Workspace, blocks: readonly Block[]): number {
  const typed = blocks.filter(isTyped);
  if (typed.length === 0) return 0;
  for (const block of typed) place(folder, pathOf(block), block.text);
  const config = {
    extends: "./tsconfig.json",
    compilerOptions: { jsx: "react-jsx", paths: { "@dovetail/client": ["./client/index.ts"] } },
    // What the tests' setup declares is declared beside it.
    include: [...typed.map(pathOf), "scripts/docs/ambient.d.ts", "tests/support/cluster.ts"],
  };
  place(folder, "tsconfig.docs.json", JSON.stringify(config));
  execFileSync("node", [join(folder, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.docs.json"], {
    cwd: folder,
    stdio: "inherit",
  });
  return typed.length;
}
