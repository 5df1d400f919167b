import { spawnSync } from "node:child_process";
import { join } from "node:path";

// npm run fix: automatic fixes. Formats, sorts imports and regenerates files.

const path = `${join(process.cwd(), "node_modules/.bin")}:${process.env.PATH}`;

for (const [program, ...parameters] of [
  ["node", "scripts/generate.ts"],
  ["node", "scripts/borders.ts", "--write"],
  ["biome", "check", "--write", "."],
] as const) {
  const { status } = spawnSync(program, parameters, { stdio: "inherit", env: { ...process.env, PATH: path } });
  // Continue with the other steps: one remaining problem must not prevent the others.
  if (status !== 0) process.exitCode = 1;
}
