import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { type Gate, quickGates, slowGates } from "./check/gates.ts";

// npm run check: runs the checks, quickest first, and stops at the first failure. With --all the whole gate, like CI.

const packages = join(process.cwd(), "node_modules");
const environment = {
  // Hundreds of processes load the same files: each is compiled, and its types are stripped, once.
  NODE_COMPILE_CACHE: join(packages, ".cache/node"),
  ...process.env,
  PATH: `${join(packages, ".bin")}:${process.env.PATH}`,
};
const headline = (text: string) => `\n== ${text} (${Math.round(process.uptime())} s)\n`;

/** Runs one check. @returns whether it passed; `print` receives its output. */
async function holds({ title, command: [program, ...parameters], advice }: Gate, print: (text: string) => void) {
  const child = spawn(program, parameters, {
    stdio: ["inherit", "pipe", "pipe"],
    env: environment,
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", print);
  const [status] = await once(child, "close");
  if (status !== 0) print(`\nFails: ${title}.${advice === undefined ? "" : ` ${advice}.`}\n`);
  return status === 0;
}

const print = (text: string) => void process.stdout.write(text);

/** Runs checks side by side; the output of each is printed as a whole when it ends. @returns whether all passed. */
async function allHold(gates: readonly Gate[]): Promise<boolean> {
  print(headline(gates.map(({ title }) => title).join(", ")));
  const [only] = gates;
  if (only !== undefined && gates.length === 1) return holds(only, print);
  const results = gates.map(async (gate) => {
    let output = "";
    const isPassed = await holds(gate, (text) => {
      output += text;
    });
    print(`${headline(`${gate.title}: ended`)}${output}`);
    return isPassed;
  });
  return (await Promise.all(results)).every(Boolean);
}

async function inOrder(steps: readonly (readonly Gate[])[]): Promise<boolean> {
  for (const gates of steps) if (!(await allHold(gates))) return false;
  return true;
}

const isWhole = process.argv.includes("--all");
// The whole gate runs all tests later.
const quick = quickGates.filter(({ command }) => !isWhole || command[0] !== "vitest").map((gate) => [gate]);
if (!(await inOrder(isWhole ? [...quick, ...slowGates] : quick))) process.exitCode = 1;
else print(isWhole ? "\nAll checks pass.\n" : "\nThe quick checks pass. All checks: npm run check -- --all\n");
