import { sql } from "kysely";
import type { Db, Tx } from "../database/index.ts";

/** Selects the stored result of a step. */
export const findStep = (db: Db, id: string, name: string) =>
  db.selectFrom("job_step").select("result").where("job_id", "=", id).where("name", "=", name).executeTakeFirst();

/** Begins a step, if the attempt still holds the job. @returns false when it does not, or when the step is stored already. */
export async function openStep(
  tx: Tx,
  { id, lease, name }: { readonly id: string; readonly lease: string; readonly name: string },
): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    insert into job_step (job_id, name, result)
    select id, ${name}, 'null' from job where id = ${id} and lease = ${lease}
    on conflict do nothing`.execute(tx);
  return numAffectedRows > 0n;
}

/** Stores the result of a step that was begun in this transaction. */
export const storeStep = (tx: Tx, id: string, name: string, result: string) =>
  tx.updateTable("job_step").set({ result }).where("job_id", "=", id).where("name", "=", name).execute();
