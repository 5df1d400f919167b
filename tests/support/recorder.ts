import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import type { Db, Schema } from "../../server/database/index.ts";

/** A database that has no rows and writes down what it is asked. */
export interface Recorder {
  readonly db: Db;
  /** What it was asked so far, in PostgreSQL's words; values are `$1`, `$2`, ... */
  readonly queries: readonly CompiledQuery[];
}

export function createRecorder(): Recorder {
  const queries: CompiledQuery[] = [];
  const db = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => {
      queries.push(query);
    },
  });
  return { db, queries };
}
