import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Block } from "./blocks.ts";
import { pathOf, placeTyped } from "./check-types.ts";
import { matches } from "./output-matches.ts";
import { openWorkspace } from "./workspace.ts";

const timeoutMs = 600_000;

/** Results of a page's commands. */
export interface Ran {
  readonly ran: number;
  /** Number of commands whose output matched the page. */
  readonly compared: number;
  /** Skipped commands, with the reason given in the page. */
  readonly left: readonly string[];
}

const scriptsOfProject = (): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync("package.json", "utf8")).scripts;

/** @throws for an npm script that does not exist. */
function refuseUnknownScripts({ at, text }: Block, scripts: Readonly<Record<string, string>>): void {
  for (const [, name = ""] of text.matchAll(/npm run (?:-\S+ )*([\w:]+[\w:-]*)/g))
    if (scripts[name] === undefined) throw new Error(`${at}: there is no "npm run ${name}"`);
}

function print(block: Block, folder: string): string {
  const [program, args] =
    block.language === "sh" ? ["bash", ["-euo", "pipefail", "-c", block.text]] : ["node", [pathOf(block)]];
  try {
    return execFileSync(program, args, {
      cwd: folder,
      encoding: "utf8",
      timeout: timeoutMs,
      stdio: ["ignore", "pipe", "inherit"],
    });
  } catch (error) {
    throw new Error(`${block.at} failed:\n${block.text}`, { cause: error });
  }
}

const isCommand = ({ language, shown }: Block) => language === "sh" || (language === "ts" && shown !== undefined);

/** Why a page says that a command is not run here. */
const reasonOf = ({ attributes }: Block): string | undefined => attributes["not-run"];

/**
 * Runs a page's commands in order in a copy of the project, and its TypeScript if the page shows the output. Skips blocks
 * with `not-run="why"`, but checks that their npm scripts exist.
 * @throws when a command fails or its output differs from the page.
 */
export function runCommands(blocks: readonly Block[]): Ran {
  const scripts = scriptsOfProject();
  for (const block of blocks) if (block.language === "sh") refuseUnknownScripts(block, scripts);
  const commands = blocks.filter(isCommand);
  const left = commands.flatMap((block) => (reasonOf(block) === undefined ? [] : [`${block.at}: ${reasonOf(block)}`]));
  const runnable = commands.filter((block) => reasonOf(block) === undefined);
  if (runnable.length === 0) return { ran: 0, compared: 0, left };
  const workspace = openWorkspace();
  try {
    placeTyped(workspace, blocks);
    for (const block of runnable) {
      const printed = print(block, workspace.folder);
      const { shown, at } = block;
      if (shown !== undefined && !matches(shown, printed))
        throw new Error(`${at} shows\n${shown}\nbut it printed\n${printed}`);
    }
  } finally {
    workspace.remove();
  }
  return { ran: runnable.length, compared: runnable.filter(({ shown }) => shown !== undefined).length, left };
}
