import { NoResultError } from "kysely";
import type { Db } from "../../server/database/index.ts";
import { createRecorder } from "./recorder.ts";

type Ask = (db: Db) => unknown;

/** One query file and the calls of its queries. */
export interface QueryModule {
  readonly exports: Readonly<Record<string, unknown>>;
  /** Arguments of each query; queries with several variants list one call per statement. */
  readonly queries: Readonly<Record<string, Ask | Readonly<Record<string, Ask>>>>;
  /** Exported functions that send no SQL. */
  readonly parts?: readonly string[];
}

/**
 * Runs a query against a database without rows. A query that requires a row fails after its statement was recorded.
 */
async function statementsOf(ask: Ask): Promise<readonly string[]> {
  const { db, queries } = createRecorder();
  try {
    await ask(db);
  } catch (error) {
    if (!(error instanceof NoResultError)) throw error;
  }
  return queries.map((query) => query.sql);
}

/** Puts each clause on its own line, for readable diffs. */
const broken = (statement: string) =>
  statement
    .replace(/\s+/g, " ")
    .replace(/ (?=(?:from|where|order by|on conflict|returning|inner join|left join|set|values) )/g, "\n  ");

/** Returns the recorded statements of one file. */
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

/** The path of the golden file, beside the test: `bookmarks/queries` in `golden/bookmarks.sql`. */
export const goldenFile = (name: string): string => `golden/${name.replace("/", ".").replace(/\.?queries$/, "")}.sql`;
