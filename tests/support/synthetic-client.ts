import * as z from "zod";
import { type Api, defineApi, forbidden, mutation, notFound, query } from "../../shared/contract/index.ts";
import { openClientProject } from "./client-project.ts";

const verbsPerFeature = 20;

/** One feature of realistic size: half queries, half mutations, with its own named schema. */
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

/** Contracts of a synthetic service with `count` procedures, a multiple of twenty. */
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

/** Compiler statistics for a client. */
export interface TypeCheck {
  readonly seconds: number;
  readonly instantiations: number;
  readonly memoryMib: number;
}

function diagnostic(output: string, name: string): number {
  const found = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(output)?.[1];
  if (found === undefined) throw new Error(`the compiler output no ${name}:\n${output}`);
  return Number(found);
}

/**
 * Generates the client of a synthetic service and type-checks a file with many calls.
 * @throws when it does not compile.
 */
export async function checkSyntheticClient(procedures: number, calls: number): Promise<TypeCheck> {
  const features = procedures / verbsPerFeature;
  const lines = Array.from({ length: calls }, (_, index) => callLine(index, features));
  const head = `import { createClient } from "./client/index.ts";\nconst client = createClient({ url: "" });\n`;
  const project = await openClientProject(syntheticApi(procedures), head + lines.join(""));
  try {
    const output = await project.compile("typescript", "--extendedDiagnostics", "--checkers", "1");
    return {
      seconds: diagnostic(output, "Total time"),
      instantiations: diagnostic(output, "Instantiations"),
      memoryMib: Math.round(diagnostic(output, "Memory used") / 1024),
    };
  } finally {
    await project.remove();
  }
}
