import { globSync, readFileSync } from "node:fs";
import { blocksOf } from "./docs/blocks.ts";
import { checkTypes } from "./docs/check-types.ts";
import { runCommands } from "./docs/commands.ts";
import { startServer } from "./docs/server.ts";
import { openWorkspace } from "./docs/workspace.ts";

// Tests the documentation: runs its commands in a copy of the project with the service running, compares their output
// with the documented output, and type-checks all TypeScript.

const named = process.argv.slice(2);
const pages =
  named.length > 0 ? named : ["README.md", "CONTRIBUTING.md", "client/README.md", ...globSync("docs/*.md").sort()];

const blocks = pages.map((page) => blocksOf(page, readFileSync(page, "utf8")));
const typed = checkTypes(blocks);
const notRun: string[] = [];
const total = { ran: 0, compared: 0 };
const workspace = openWorkspace();
const stop = await startServer(workspace);
try {
  for (const page of blocks) {
    const result = runCommands(page);
    total.ran += result.ran;
    total.compared += result.compared;
    notRun.push(...result.left);
  }
} finally {
  await stop();
  workspace.remove();
}
if (total.ran + typed === 0) throw new Error("the documentation has nothing to check");
process.stdout.write(
  `${pages.length} pages: ${total.ran} blocks ran, ${total.compared} of them printed what is shown; ${typed} blocks of TypeScript compile.\n`,
);
for (const reason of notRun) process.stdout.write(`Not run: ${reason}\n`);
