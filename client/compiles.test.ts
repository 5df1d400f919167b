import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { checkSyntheticClient } from "../tests/support/synthetic-client.ts";

const run = promisify(execFile);
const compilers = fileURLToPath(new URL("../node_modules/", import.meta.url));
const compilerOf = (alias: string) => `${compilers}${alias}/bin/tsc`;
const project = fileURLToPath(new URL("tsconfig.json", import.meta.url));

test.for([
  ["5.9", "typescript-5.9"],
  ["6", "typescript-6"],
  ["7", "typescript"],
] as const)("the client compiles on its own with TypeScript %s, libraries checked too", async ([, alias], { skip }) => {
  skip(!existsSync(compilerOf(alias)), `${alias} is not installed`);
  const { stdout } = await run(process.execPath, [compilerOf(alias), "-p", project, "--noEmit"]).catch(
    (error: unknown) =>
      typeof error === "object" && error !== null && "stdout" in error ? error : Promise.reject(error),
  );
  expect(stdout).toBe("");
});

test("the client of a thousand procedures costs an editor next to nothing", async () => {
  const { instantiations } = await checkSyntheticClient(1000, 50);
  expect(instantiations).toBeLessThanOrEqual(10_000);
});
