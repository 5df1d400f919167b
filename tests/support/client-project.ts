import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { printClientApi } from "../../scripts/generate/client-api.ts";
import type { Api } from "../../shared/contract/index.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

const compilerOptions = {
  target: "es2022",
  lib: ["es2022", "dom"],
  types: [],
  module: "nodenext",
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
};

/** Folder of a TypeScript compiler under node_modules. */
export type Compiler = "typescript-5.9" | "typescript-6" | "typescript";

/** A generated client in its own folder, with a file that uses it. */
export async function openClientProject(api: Api, use: string) {
  const folder = await mkdtemp(join(tmpdir(), "dovetail-client-"));
  await cp(join(root, "client"), join(folder, "client"), {
    recursive: true,
    filter: (path) => !/\.test\.ts$/.test(path) && !["dist", "generated", "node_modules"].includes(basename(path)),
  });
  await mkdir(join(folder, "client/generated"));
  await writeFile(join(folder, "client/generated/api.ts"), printClientApi(api));
  await writeFile(join(folder, "use.ts"), use);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
  return {
    /** Compiler diagnostics; empty when the file compiles. */
    compile: async (compiler: Compiler, ...options: readonly string[]): Promise<string> => {
      const tsc = join(root, "node_modules", compiler, "bin/tsc");
      const result = await run(process.execPath, [tsc, "-p", folder, ...options]).catch((error: unknown) => {
        if (typeof error === "object" && error !== null && "stdout" in error) return error;
        throw error;
      });
      return String(result.stdout);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
