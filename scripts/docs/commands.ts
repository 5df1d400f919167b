import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Block } from "./blocks.ts";
import { matches } from "./matches.ts";
import { pathOf } from "./types.ts";
import type { Workspace } from "./workspace.ts";

const timeoutMs = 600_000;

/** Results of a page's commands. */
export interface Ran {
  readonly ran: number;
  /** Number of commands whose output matched the page. */
  readonly compared: number;
  /** Skipped commands, with the reason given in the page. */
  readonly left: readonly string[];
}

const scriptsOf = (folder: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).scripts;

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

/**
 * Runs a page's commands in order, and its TypeScript if the page shows the output. Skips blocks with `not-run="why"`,
 * but checks that their npm scripts exist.
 * @throws when a command fails or its output differs from the page.
 */
export function runCommands({ folder }: Workspace, blocks: readonly Block[]): Ran {
  const scripts = scriptsOf(folder);
  const left: string[] = [];
  let ran = 0;
  let compared = 0;
  for (const block of blocks) {
    const { language, attributes, shown, at } = block;
    if (language === "sh") refuseUnknownScripts(block, scripts);
    if (language !== "sh" && (language !== "ts" || shown === undefined)) continue;
    if (attributes["not-run"] !== undefined) {
      left.push(`${at}: ${attributes["not-run"]}`);
      continue;
    }
    const printed = print(block, folder);
    ran++;
    if (shown === undefined) continue;
    if (!matches(shown, printed)) throw new Error(`${at} shows\n${shown}\nbut it printed\n${printed}`);
    compared++;
  }
  return { ran, compared, left };
}
