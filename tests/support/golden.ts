import { NoResultError } from "kysely";
import type { Db } from "../../server/database/index.ts";
import { createRecorder } from "./recorder.ts";

type Ask = (db: Db) => unknown;

/** One file of queries, and how each of them is asked. */
export interface QueryModule {
  readonly exports: Readonly<Record<string, unknown>>;
  /** Each query with arguments, and those that send different statements once for each. */
  readonly queries: Readonly<Record<string, Ask | Readonly<Record<string, Ask>>>>;
  /** Exported functions that send nothing. */
  readonly parts?: readonly string[];
}

/** Asks a database without rows; a query that insists on one has sent its statement all the same. */
async function statementsOf(ask: Ask): Promise<readonly string[]> {
  const { db, queries } = createRecorder();
  try {
    await ask(db);
  } catch (error) {
    if (!(error instanceof NoResultError)) throw error;
  }
  return queries.map((query) => query.sql);
}

/** One statement to a file reads badly on one line: clauses begin their own. */
const broken = (statement: string) =>
  statement
    .replace(/\s+/g, " ")
    .replace(/ (?=(?:from|where|order by|on conflict|returning|inner join|left join|set|values) )/g, "\n  ");

/** What the queries of one file send, as it is recorded. */
export async function goldenOf({ queries }: QueryModule): Promise<string> {
  const entries = Object.entries(queries).flatMap(([name, ask]) =>
    typeof ask === "function"
      ? [[name, ask] as const]
      : Object.entries(ask).map(([variant, one]) => [`${name}: ${variant}`, one] as const),
  );
  const parts: string[] = [];
  for (const [name, ask] of entries)
    parts.push(`-- ${name}\n${(await statementsOf(ask)).map((statement) => `${broken(statement)};\n`).join("")}`);
  return parts.join("\n");
}

/** Where it is recorded, beside the test: `bookmarks/queries` in `golden/bookmarks.sql`. */
export const goldenFile = (name: string): string => `golden/${name.replace("/", ".").replace(/\.?queries$/, "")}.sql`;
