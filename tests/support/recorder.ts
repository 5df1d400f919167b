import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from "kysely";
import type { Db, Schema } from "../../server/database/index.ts";

/** A database stub without rows that records statements. */
export interface Recorder {
  readonly db: Db;
  /** Statements so far, as PostgreSQL receives them; parameters are `$1`, `$2`, ... */
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
