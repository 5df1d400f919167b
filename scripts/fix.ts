import { spawnSync } from "node:child_process";
import { join } from "node:path";

// npm run fix: what a program can put right. It formats, sorts imports, and writes anew what is made from other files.

const path = `${join(process.cwd(), "node_modules/.bin")}:${process.env.PATH}`;

for (const [program, ...parameters] of [
  ["node", "scripts/generate.ts"],
  ["node", "scripts/borders.ts", "--write"],
  ["biome", "check", "--write", "."],
] as const) {
  const { status } = spawnSync(program, parameters, { stdio: "inherit", env: { ...process.env, PATH: path } });
  // The rest is done all the same: one complaint that stays is no reason to leave files unsorted.
  if (status !== 0) process.exitCode = 1;
}
