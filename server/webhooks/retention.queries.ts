import { sql } from "kysely";
import { type Db, type Tx, transaction } from "../database/index.ts";

const attemptDays = 30;
const messageDays = 7;

const olderThan = (days: number) => sql`now() - make_interval(days => ${sql.lit(days)})`;

/** Messages to delete: no delivery waits for them, or they are older than a delivery may wait. */
const isOld = sql`m.created_at < ${olderThan(messageDays)} and (m.created_at < ${olderThan(attemptDays)}
  or not exists (select from webhook_delivery d where d.message_id = m.id and d.state = 'pending'))`;

/** Locks old messages and the deliveries that wait for them. A replay leaves out locked messages, so no other one comes to wait. */
async function lockOld(tx: Tx, max: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from webhook_message m where ${isOld} order by created_at limit ${max} for update skip locked`.execute(
    tx,
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0)
    await sql`
      select from webhook_delivery where message_id = any (${ids}::uuid[]) and state = 'pending'
        order by endpoint_id, message_id for update`.execute(tx);
  return ids;
}

/**
 * Deletes at most `max` attempts older than 30 days, and as many messages older than 7 days that no delivery waits for.
 * A message that a disabled endpoint waits for is kept for 30 days.
 */
export async function deleteOldWebhooks(db: Db, max: number): Promise<void> {
  await sql`
    delete from webhook_attempt where id in (
      select id from webhook_attempt where at < ${olderThan(attemptDays)}
      order by at limit ${max} for update skip locked)`.execute(db);
  await transaction(db, async (tx) => {
    const ids = await lockOld(tx, max);
    if (ids.length === 0) return;
    // In a statement after the locks, which sees what was committed until they were granted.
    await sql`
      with old as (
        select id from webhook_message m where id = any (${ids}::uuid[]) and ${isOld}
      ), abandoned as (
        update webhook_endpoint e set pending = e.pending - n.waiting
          from (
            select d.endpoint_id, count(*)::int as waiting from webhook_delivery d join old on old.id = d.message_id
              where d.state = 'pending' group by d.endpoint_id
          ) n where e.id = n.endpoint_id
      )
      delete from webhook_message m using old where m.id = old.id`.execute(tx);
  });
}
