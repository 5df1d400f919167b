import { sql } from "kysely";
import type { Db, Tx } from "../database/index.ts";
import type { LoggedEvent } from "../events/index.ts";
import { insertMessages } from "./fan-out.queries.ts";
import { accountFields, messageOf } from "./message.ts";

/** The messages to send to an endpoint again. */
export interface ReplayRange {
  readonly endpointId: string;
  /** One message; else those that occurred from `since` and before `until`. */
  readonly messageId?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly max: number;
  /** Events of the log, those of other accounts included, that one call examines at most; absent for no limit. */
  readonly maxExamined?: number;
}

/** The account that a payload names in the first of `accountFields` that it has, as text. */
const accountIn = (payload: string) =>
  sql`coalesce(${sql.join(accountFields.map((field) => sql`${sql.ref(payload)} ->> ${sql.lit(field)}`))})`;

/**
 * Makes the planner use indexes without parallel workers for the rest of the transaction: new partitions of the log have no
 * statistics yet, and starting workers takes longer than the scan.
 */
export async function preferIndexes(tx: Tx): Promise<void> {
  await sql`select set_config(name, value, true) from (values
    ('enable_seqscan', 'off'), ('jit', 'off'), ('max_parallel_workers_per_gather', '0')) as setting(name, value)`.execute(
    tx,
  );
}

/** Lists the logged events that an endpoint receives but that are not stored as messages, since it did not exist or was disabled. */
export async function listMissed(db: Db, range: ReplayRange): Promise<readonly LoggedEvent[]> {
  const { endpointId, messageId, since, until, max } = range;
  const { rows } = await sql<LoggedEvent>`
    select position, event_id as id, l.name, event_key as key, is_public as "isPublic", payload,
        occurred_at as "occurredAt", traceparent
      from event_log l, webhook_endpoint e join account a on a.id = e.account_id
      where e.id = ${endpointId} and l.is_public
        and ((e.is_for_all and a.role = 'admin') or ${accountIn("l.payload")} = e.account_id::text)
        and (cardinality(e.events) = 0 or l.name = any (e.events))
        and ${messageId === undefined ? sql`l.occurred_at >= ${since} and l.occurred_at < ${until}` : sql`l.event_id = ${messageId}`}
        and not exists (select from webhook_message m where m.id = l.event_id)
      order by occurred_at, position limit ${max}`.execute(db);
  return rows;
}

/** The time between `since` and `until` at which `maxExamined` is reached; another call continues there. `undefined` if it is not. */
async function endOfExamined(tx: Tx, { since, until, maxExamined }: ReplayRange): Promise<string | undefined> {
  if (maxExamined === undefined || since === undefined) return undefined;
  const { rows } = await sql<{ end: string }>`
    select greatest(date_trunc('milliseconds', reached), ${since}::timestamptz + interval '1 ms') as "end"
      from (select least(
        (select numbered_at from event_log
          where position > (select event_log_position_before(${since}::timestamptz)) + ${maxExamined} order by position limit 1),
        (select occurred_at from webhook_message
          where occurred_at >= ${since} order by occurred_at offset ${maxExamined} limit 1)
      ) as reached) bound
      where reached < ${until}`.execute(tx);
  return rows[0]?.end;
}

/**
 * Makes messages pending again with all attempts, whether they were delivered or not, including those that occurred while the
 * endpoint was disabled or before it existed, as long as the log has them. They are selected by the time at which they occurred, so
 * that the next call can continue where this one ended, but sent in the order of the log, which may differ. Messages that are being
 * deleted are skipped.
 * @returns the number of messages, and the time from which to continue; `null` when none are left.
 */
export async function replayMessages(
  tx: Tx,
  range: ReplayRange,
): Promise<{ readonly count: number; readonly next: string | null }> {
  const { endpointId, messageId, since, max } = range;
  await sql`select from webhook_endpoint where id = ${endpointId} for no key update`.execute(tx);
  await preferIndexes(tx);
  const end = await endOfExamined(tx, range);
  const until = end ?? range.until;
  const missed = await listMissed(tx, { ...range, until });
  if (missed.length > 0) await insertMessages(tx, missed.map(messageOf));
  const { rows } = await sql<{ count: number; last: string | null }>`
    with endpoint as (
      select e.id, e.account_id, e.events, e.is_for_all and a.role = 'admin' as is_for_all
        from webhook_endpoint e join account a on a.id = e.account_id where e.id = ${endpointId}
    ), chosen as (
      select m.id, m.position, m.occurred_at from webhook_message m, endpoint
        where m.position is not null
          and (endpoint.is_for_all or m.account_id = endpoint.account_id)
          and (cardinality(endpoint.events) = 0 or m.event = any (endpoint.events))
          and ${messageId === undefined ? sql`m.occurred_at >= ${since} and m.occurred_at < ${until}` : sql`m.id = ${messageId}`}
        order by m.occurred_at, m.position limit ${max} for key share of m skip locked
    ), added as (
      insert into webhook_delivery as d (endpoint_id, message_id, position)
      select ${endpointId}, id, position from chosen
      on conflict (endpoint_id, message_id) do update set state = 'pending', attempts = 0 where d.state <> 'pending'
      returning 1
    ), counted as (
      update webhook_endpoint set pending = pending + (select count(*)::int from added) where id = ${endpointId}
    )
    select count(*) as count, max(occurred_at) as last from chosen`.execute(tx);
  const { count = 0, last = null } = rows[0] ?? {};
  return { count, next: messageId === undefined && count === max ? last : (end ?? null) };
}
