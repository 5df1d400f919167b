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
  /** Events of the log, of other accounts too, that one call looks at; all where it is absent. */
  readonly maxExamined?: number;
}

/** The account that a payload names, as text; as `accountFields` says. */
const accountIn = (payload: string) =>
  sql`coalesce(${sql.join(accountFields.map((field) => sql`${sql.ref(payload)} ->> ${sql.lit(field)}`))})`;

/** Plans the rest of the transaction for the log: partitions that have just begun have no statistics, and starting workers takes longer than the scan. */
export async function readByIndexes(tx: Tx): Promise<void> {
  await sql`select set_config(name, value, true) from (values
    ('enable_seqscan', 'off'), ('jit', 'off'), ('max_parallel_workers_per_gather', '0')) as setting(name, value)`.execute(
    tx,
  );
}

/** Lists the events of the log that an endpoint receives and that are not stored as messages. */
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

/** The time, after `since` and before `until`, at which so many events were appended that the rest is left for another call. */
async function endWithin(tx: Tx, { since, until, maxExamined }: ReplayRange): Promise<string | undefined> {
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
 * Makes messages pending again with all attempts, delivered before or not: also those that occurred while the endpoint was
 * disabled, or before it existed, for as long as the log holds them. They are chosen by when they occurred, so that nothing
 * is left out where a call goes on after the last one, and are sent in the order of the log, by which a later position may
 * have occurred before. Messages that are being deleted are left out.
 * @returns the number of messages, and the time since which others are left.
 */
export async function replayMessages(
  tx: Tx,
  range: ReplayRange,
): Promise<{ readonly count: number; readonly next: string | null }> {
  const { endpointId, messageId, since, max } = range;
  await sql`select from webhook_endpoint where id = ${endpointId} for no key update`.execute(tx);
  await readByIndexes(tx);
  const end = await endWithin(tx, range);
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
