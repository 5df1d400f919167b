import { sql } from "kysely";
import type { Tx } from "../database/index.ts";
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
}

/** The account that a payload names, as text; as `accountFields` says. */
const accountIn = (payload: string) =>
  sql`coalesce(${sql.join(accountFields.map((field) => sql`${sql.ref(payload)} ->> ${sql.lit(field)}`))})`;

/** Stores the messages of the log that an endpoint receives and that had no delivery: they were not stored when they occurred. */
async function storeMissed(tx: Tx, { endpointId, messageId, since, until, max }: ReplayRange): Promise<void> {
  const { rows } = await sql<LoggedEvent>`
    select position, event_id as id, l.name, event_key as key, is_public as "isPublic", payload,
        occurred_at as "occurredAt", traceparent
      from event_log l, webhook_endpoint e join account a on a.id = e.account_id
      where e.id = ${endpointId} and l.is_public
        and ((e.is_for_all and a.role = 'admin') or ${accountIn("l.payload")} = e.account_id::text)
        and (cardinality(e.events) = 0 or l.name = any (e.events))
        and ${messageId === undefined ? sql`l.occurred_at >= ${since} and l.occurred_at < ${until}` : sql`l.event_id = ${messageId}`}
        and not exists (select from webhook_message m where m.id = l.event_id)
      order by occurred_at, position limit ${max}`.execute(tx);
  if (rows.length > 0) await insertMessages(tx, rows.map(messageOf));
}

/**
 * Makes messages pending again with all attempts, delivered before or not: also those that occurred while the endpoint was
 * disabled, or before it existed, for as long as the log holds them. They are chosen by when they occurred, so that nothing
 * is left out where a call goes on after the last one, and are sent in the order of the log, by which a later position may
 * have occurred before.
 * @returns the number of messages, and when the last one occurred.
 */
export async function replayMessages(
  tx: Tx,
  range: ReplayRange,
): Promise<{ readonly count: number; readonly last: string | null }> {
  const { endpointId, messageId, since, until, max } = range;
  await sql`select from webhook_endpoint where id = ${endpointId} for no key update`.execute(tx);
  await storeMissed(tx, range);
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
        order by m.occurred_at, m.position limit ${max}
    ), added as (
      insert into webhook_delivery as d (endpoint_id, message_id, position)
      select ${endpointId}, id, position from chosen
      on conflict (endpoint_id, message_id) do update set state = 'pending', attempts = 0 where d.state <> 'pending'
      returning 1
    ), counted as (
      update webhook_endpoint set pending = pending + (select count(*)::int from added) where id = ${endpointId}
    )
    select count(*) as count, max(occurred_at) as last from chosen`.execute(tx);
  const [row] = rows;
  return { count: row?.count ?? 0, last: row?.last ?? null };
}
