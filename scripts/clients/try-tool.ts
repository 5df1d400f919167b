import type { Linter, Tool } from "./foreign-generators.ts";
import { type CommandResult, PackageFolder } from "./package-folder.ts";

/** Result of a trial. */
export interface TrialResult {
  readonly name: string;
  /** Error output; absent on success. */
  readonly failure?: string;
  readonly seconds: number;
}

const strict = {
  compilerOptions: {
    target: "es2022",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["es2024", "dom", "dom.iterable"],
    types: ["node"],
    jsx: "react-jsx",
    strict: true,
    noUncheckedIndexedAccess: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["*.ts", "generated"],
};

/** Steps of a trial; it ends at the first failure. */
async function trial(
  name: string,
  steps: (folder: PackageFolder) => readonly (() => Promise<CommandResult>)[],
): Promise<TrialResult> {
  const begunMs = performance.now();
  const folder = new PackageFolder();
  const secondsNow = () => (performance.now() - begunMs) / 1000;
  try {
    for (const step of steps(folder)) {
      const { succeeded, output } = await step();
      if (!succeeded) return { name, failure: output.slice(-4000), seconds: secondsNow() };
    }
    return { name, seconds: secondsNow() };
  } finally {
    folder.remove();
  }
}

/** Generates a client, compiles it and its story under `strict`, and runs the story against the service. */
export const tryTool = (
  { name, packages, files, command }: Tool,
  { document, api }: { readonly document: string; readonly api: string },
): Promise<TrialResult> =>
  trial(name, (folder) => {
    const prepare = () => {
      for (const [path, text] of Object.entries(files?.(api) ?? {})) folder.write(path, text);
      folder.write("openapi.json", document);
      folder.write("tsconfig.json", JSON.stringify(strict));
      for (const story of ["story.ts", "plain.ts"]) folder.copy(story);
      folder.copy(`${name}.ts`, "story-client.ts");
      folder.write("generated/.keep", "");
      if (name === "rtk-query") folder.copy("rtk-query.empty.ts", "generated/empty.ts");
    };
    const bundled = ["--bundle", "--platform=node", "--format=esm", "--outfile=story-client.mjs", "--log-level=error"];
    return [
      () => folder.install(packages),
      () => {
        prepare();
        return folder.run(command);
      },
      () => folder.run(["node", "node_modules/typescript/bin/tsc", "--project", "."]),
      () => folder.run(["esbuild", "story-client.ts", ...bundled]),
      () => folder.run(["node", "story-client.mjs"], { API_URL: api }),
    ];
  });

/** Lints the document by a linter's recommended rules; it must have no error and no warning. */
export const tryLinter = (
  { name, packages, files = {}, command, clean }: Linter,
  document: string,
): Promise<TrialResult> =>
  trial(name, (folder) => [
    () => folder.install(packages),
    async () => {
      for (const [path, text] of Object.entries(files)) folder.write(path, text);
      folder.write("openapi.json", document);
      const { succeeded, output } = await folder.run(command);
      return { succeeded: succeeded && clean.test(output), output };
    },
  ]);
