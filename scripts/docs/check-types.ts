import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Block } from "./blocks.ts";
import { openWorkspace, place, type Workspace } from "./workspace.ts";

const isTyped = ({ language }: Block) => language === "ts" || language === "tsx";

/** Path of a block in the workspace: as the page says, or beside the project's own folders. */
export const pathOf = ({ attributes, at, language }: Block): string =>
  attributes.file ?? `${at.replace(/\.md:/, "-").replaceAll("/", "-")}.check.${language}`;

/** Writes a page's TypeScript where its commands expect it. */
export function placeTyped({ folder }: Workspace, blocks: readonly Block[]): void {
  for (const block of blocks.filter(isTyped)) place(folder, pathOf(block), block.text);
}

function compile(workspace: Workspace, blocks: readonly Block[]): void {
  const { folder } = workspace;
  placeTyped(workspace, blocks);
  const config = {
    extends: "./tsconfig.json",
    compilerOptions: { jsx: "react-jsx", paths: { "@dovetail/client": ["./client/index.ts"] } },
    // Types that the tests' setup declares.
    include: [...blocks.filter(isTyped).map(pathOf), "scripts/docs/ambient.d.ts", "tests/support/cluster.ts"],
  };
  place(folder, "tsconfig.docs.json", JSON.stringify(config));
  const compiler = join(folder, "node_modules/typescript/bin/tsc");
  execFileSync("node", [compiler, "-p", "tsconfig.docs.json", "--checkers", "1"], { cwd: folder, stdio: "inherit" });
}

const importPath = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

const importsOf = (block: Block): readonly string[] =>
  [...block.text.matchAll(importPath)].map(([, path = ""]) => join(dirname(pathOf(block)), path));

const isChanged = (block: Block): boolean =>
  existsSync(pathOf(block)) && readFileSync(pathOf(block), "utf8") !== block.text;

/** Whether a page writes a file that another writes or imports. */
function disturbs(page: readonly Block[], other: readonly Block[]): boolean {
  const met = new Set(other.flatMap((block) => [pathOf(block), ...importsOf(block)]));
  return page.some((block) => met.has(pathOf(block)));
}

/** Pages that can be compiled together: first one list of many, then each of the others alone. */
function compiledTogether(pages: readonly (readonly Block[])[]): readonly (readonly Block[])[] {
  const isAlone = (page: readonly Block[]) =>
    page.some(isChanged) || pages.some((other) => other !== page && (disturbs(page, other) || disturbs(other, page)));
  const together = pages.filter((page) => !isAlone(page)).flat();
  return [together, ...pages.filter(isAlone)].filter(({ length }) => length > 0);
}

/**
 * Type-checks the TypeScript of pages, each block as a separate module of the project. A page that changes a file of the
 * project, or has one in common with another page, is compiled alone.
 * @returns the number of blocks. @throws when one does not compile, after the compiler's output.
 */
export function checkTypes(pages: readonly (readonly Block[])[]): number {
  const typed = pages.map((blocks) => blocks.filter(isTyped));
  for (const blocks of compiledTogether(typed)) {
    const workspace = openWorkspace();
    try {
      compile(workspace, blocks);
    } finally {
      workspace.remove();
    }
  }
  return typed.flat().length;
}
