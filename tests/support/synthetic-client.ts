import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as z from "zod";
import { printClientApi } from "../../scripts/generate/client-api.ts";
import { type Api, defineApi, forbidden, mutation, notFound, query } from "../../shared/contract/index.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

const verbsPerFeature = 20;

/** One feature the size of a real one: half reads, half mutations, with a named schema of its own. */
function feature(index: number): Api[string] {
  const Row = z
    .object({
      id: z.int(),
      title: z.string(),
      state: z.enum(["draft", "public", "gone"]),
      note: z.string().nullable(),
      tags: z.array(z.string()),
      owner: z.object({ username: z.string(), bio: z.string().nullable() }),
    })
    .meta({ id: `Row${index}`, description: "A row." });
  const errors = { not_found: notFound("row"), forbidden: forbidden("row") };
  const page = { limit: z.int().default(20), cursor: z.string().optional() };
  const verbs = Array.from({ length: verbsPerFeature / 2 }, (_, verb) => [
    [
      `read${verb}`,
      query({
        summary: `Reads ${verb}`,
        access: "optional",
        input: z.object({ id: z.int(), ...page }),
        output: z.object({ rows: z.array(Row), next: z.string().nullable() }),
        errors,
      }),
    ],
    [
      `write${verb}`,
      mutation({
        summary: `Writes ${verb}`,
        access: "required",
        input: z.object({ id: z.int(), title: z.string(), tags: z.array(z.string()).optional() }),
        output: Row,
        errors,
      }),
    ],
  ]).flat();
  return Object.fromEntries(verbs);
}

/** Contracts of an invented service with so many procedures, a multiple of twenty. */
const syntheticApi = (procedures: number): Api =>
  defineApi(
    Object.fromEntries(
      Array.from({ length: procedures / verbsPerFeature }, (_, index) => [`feature${index}`, feature(index)]),
    ),
  );

const callLine = (index: number, features: number) =>
  `export const call${index} = async () => {
  const { rows } = await client.feature${index % features}.read${index % 10}({ id: ${index} });
  const row = await client.feature${index % features}.write${index % 10}({ id: rows[0]?.id ?? 0, title: "t" });
  return row.owner.username.toUpperCase();
};
`;

const compilerOptions = {
  target: "es2022",
  lib: ["es2022", "dom"],
  types: [],
  module: "nodenext",
  noEmit: true,
  // Checking the libraries of the language again costs 27,000 instantiations whatever the client.
  skipLibCheck: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
};

/** What a compiler said about a client. */
export interface TypeCheck {
  readonly seconds: number;
  readonly instantiations: number;
  readonly memoryMib: number;
}

function diagnostic(output: string, name: string): number {
  const found = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(output)?.[1];
  if (found === undefined) throw new Error(`the compiler told no ${name}:\n${output}`);
  return Number(found);
}

/**
 * Generates the client of an invented service and type-checks a file that makes so many calls with it.
 * @throws when it does not compile.
 */
export async function checkSyntheticClient(procedures: number, calls: number): Promise<TypeCheck> {
  const folder = await mkdtemp(join(tmpdir(), "dovetail-client-"));
  try {
    await cp(join(root, "client"), join(folder, "client"), {
      recursive: true,
      filter: (path) => !/\.test\.ts$/.test(path) && !["dist", "generated", "node_modules"].includes(basename(path)),
    });
    await mkdir(join(folder, "client/generated"));
    await writeFile(join(folder, "client/generated/api.ts"), printClientApi(syntheticApi(procedures)));
    const features = procedures / verbsPerFeature;
    const lines = Array.from({ length: calls }, (_, index) => callLine(index, features));
    const head = `import { createClient } from "./client/index.ts";\nconst client = createClient({ url: "" });\n`;
    await writeFile(join(folder, "use.ts"), head + lines.join(""));
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = await run(process.execPath, [tsc, "-p", folder, "--extendedDiagnostics", "--checkers", "1"]);
    return {
      seconds: diagnostic(stdout, "Total time"),
      instantiations: diagnostic(stdout, "Instantiations"),
      memoryMib: Math.round(diagnostic(stdout, "Memory used") / 1024),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
