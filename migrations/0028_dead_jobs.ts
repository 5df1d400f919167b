import { type Kysely, sql } from "kysely";

/** Lists the dead letters of one job, the latest first; small, since only dead letters stand in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index job_dead_idx on job (name, finished_at) where state = 'dead'`.execute(db);
}
