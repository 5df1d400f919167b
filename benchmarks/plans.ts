import { CompiledQuery, Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Schema } from "../server/database/index.ts";
import type { GrowthCase } from "./features/article-part.ts";

/** The statements of a case with their query plans (EXPLAIN). */
export async function explain(url: string, cases: readonly GrowthCase[]): Promise<string> {
  const sent: CompiledQuery[] = [];
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => {
      sent.push(query);
    },
  });
  const parts: string[] = [];
  try {
    for (const { name, run } of cases) {
      sent.length = 0;
      await run(db);
      for (const { sql, parameters } of [...sent]) {
        const explained = CompiledQuery.raw(`explain (analyze, buffers) ${sql}`, [...parameters]);
        const { rows } = await db.executeQuery<{ "QUERY PLAN": string }>(explained);
        parts.push([`## ${name}`, sql.trim(), ...rows.map((row) => row["QUERY PLAN"])].join("\n"));
      }
    }
  } finally {
    await db.destroy();
  }
  return `${parts.join("\n\n")}\n`;
}
