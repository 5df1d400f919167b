import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Gate, quickGates, slowGates } from "./check/gates.ts";

// npm run check: runs the checks, quickest first, and stops at the first failure. With --all the whole gate, like CI.

const path = `${join(process.cwd(), "node_modules/.bin")}:${process.env.PATH}`;

/** Runs one check with inherited output. @returns whether it passed. */
function holds({ title, command: [program, ...parameters], advice }: Gate): boolean {
  process.stdout.write(`\n== ${title} (${Math.round(process.uptime())} s)\n`);
  const { status } = spawnSync(program, parameters, {
    stdio: "inherit",
    env: { ...process.env, PATH: path },
  });
  if (status !== 0) process.stdout.write(`\nFails: ${title}.${advice === undefined ? "" : ` ${advice}.`}\n`);
  return status === 0;
}

const isWhole = process.argv.includes("--all");
// The whole gate runs all tests later.
const gates = isWhole ? [...quickGates.filter(({ command }) => command[0] !== "vitest"), ...slowGates] : quickGates;
if (!gates.every(holds)) process.exitCode = 1;
else process.stdout.write(isWhole ? "\nThe whole gate holds.\n" : "\nHolds. The whole gate: npm run check -- --all\n");
