import type { Linter, Tool } from "./foreign-generators.ts";
import { type Ran, Workshop } from "./package-folder.ts";

/** Result of a trial. */
export interface Tried {
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
async function trial(name: string, steps: (workshop: Workshop) => readonly (() => Promise<Ran>)[]): Promise<Tried> {
  const begunMs = performance.now();
  const workshop = new Workshop();
  const secondsNow = () => (performance.now() - begunMs) / 1000;
  try {
    for (const step of steps(workshop)) {
      const { isDone, output } = await step();
      if (!isDone) return { name, failure: output.slice(-4000), seconds: secondsNow() };
    }
    return { name, seconds: secondsNow() };
  } finally {
    workshop.remove();
  }
}

/** Generates a client, compiles it and its story under `strict`, and runs the story against the service. */
export const tryTool = (
  { name, packages, files, command }: Tool,
  { document, api }: { readonly document: string; readonly api: string },
): Promise<Tried> =>
  trial(name, (workshop) => {
    const prepare = () => {
      for (const [path, text] of Object.entries(files?.(api) ?? {})) workshop.write(path, text);
      workshop.write("openapi.json", document);
      workshop.write("tsconfig.json", JSON.stringify(strict));
      for (const story of ["story.ts", "plain.ts"]) workshop.copy(story);
      workshop.copy(`${name}.ts`, "story-client.ts");
      workshop.write("generated/.keep", "");
      if (name === "rtk-query") workshop.copy("rtk-query.empty.ts", "generated/empty.ts");
    };
    const bundled = ["--bundle", "--platform=node", "--format=esm", "--outfile=story-client.mjs", "--log-level=error"];
    return [
      () => workshop.install(packages),
      () => {
        prepare();
        return workshop.run(command);
      },
      () => workshop.run(["node", "node_modules/typescript/bin/tsc", "--project", "."]),
      () => workshop.run(["esbuild", "story-client.ts", ...bundled]),
      () => workshop.run(["node", "story-client.mjs"], { API_URL: api }),
    ];
  });

/** Lints the document by a linter's recommended rules; it must have no error and no warning. */
export const tryLinter = ({ name, packages, files = {}, command, clean }: Linter, document: string): Promise<Tried> =>
  trial(name, (workshop) => [
    () => workshop.install(packages),
    async () => {
      for (const [path, text] of Object.entries(files)) workshop.write(path, text);
      workshop.write("openapi.json", document);
      const { isDone, output } = await workshop.run(command);
      return { isDone: isDone && clean.test(output), output };
    },
  ]);
