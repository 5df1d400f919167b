import { sql } from "kysely";
import type { Db } from "../database/index.ts";

const retentionDays = 30;

/** Records a message, if it is new. A concurrent delivery of the same message waits for the other transaction to end. */
export async function insertMessage(tx: Db, source: string, id: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("inbox")
    .values({ source, id })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Records the time of a subject's latest state. @returns false when a later one is recorded. */
export async function raiseLatest(tx: Db, source: string, subject: string, at: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("inbox_order")
    .values({ source, subject, latest: at })
    .onConflict((conflict) =>
      conflict
        .columns(["source", "subject"])
        .doUpdateSet({ latest: at, updated_at: sql`now()` })
        .where("inbox_order.latest", "<=", at),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Deletes at most `max` received messages, as many subjects, and as many dead letters, that are older than 30 days. */
export async function deleteOldInbox(db: Db, max: number): Promise<void> {
  await sql`
    delete from inbox where (source, id) in (
      select source, id from inbox where received_at < now() - make_interval(days => ${sql.lit(retentionDays)})
      order by received_at limit ${max} for update skip locked)`.execute(db);
  await sql`
    delete from inbox_order where (source, subject) in (
      select source, subject from inbox_order where updated_at < now() - make_interval(days => ${sql.lit(retentionDays)})
      order by updated_at limit ${max} for update skip locked)`.execute(db);
  await sql`
    delete from inbox_dead where (source, id) in (
      select source, id from inbox_dead where dead_at < now() - make_interval(days => ${sql.lit(retentionDays)})
      order by dead_at limit ${max} for update skip locked)`.execute(db);
}
