import { sql } from "kysely";
import { type Db, type Tx, transaction } from "../database/index.ts";

/** A message for every endpoint that receives its event. */
export interface NewMessage {
  /** The event's id. */
  readonly id: string;
  readonly position: number;
  readonly event: string;
  /** The account that the event is about; `null` where it names none. */
  readonly accountId: number | null;
  readonly occurredAt: string;
  readonly body: string;
  readonly traceparent: string | null;
}

/** Locks the enabled endpoints that may receive these messages, in one order. In a statement before the one that changes them. */
const lockTargets = (tx: Tx, messages: readonly NewMessage[]) =>
  sql<{ id: string }>`
    select id from webhook_endpoint
      where disabled_at is null and (is_for_all or account_id = any (${messages.map(({ accountId }) => accountId)}::bigint[]))
      order by id for no key update`.execute(tx);

/**
 * Stores messages and a delivery for every enabled endpoint that receives them; repeating it changes nothing. An endpoint
 * receives events about its account, or, if an admin registered it for all, those about every account.
 */
export const insertDeliveries = (db: Db, messages: readonly NewMessage[]): Promise<void> =>
  transaction(db, async (tx) => {
    const { rows: targets } = await lockTargets(tx, messages);
    await sql`
      with incoming as (
        select * from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as message(
          id uuid, position bigint, event text, "accountId" bigint, "occurredAt" timestamptz, body text, traceparent text)
      ), stored as (
        insert into webhook_message (id, position, event, account_id, occurred_at, body, traceparent)
        select id, position, event, "accountId", "occurredAt", body, traceparent from incoming
        on conflict (id) do nothing
      ), target as (
        select e.id, e.account_id, e.events, e.created_at, e.is_for_all and a.role = 'admin' as is_for_all
          from webhook_endpoint e join account a on a.id = e.account_id
          where e.id = any (${targets.map(({ id }) => id)}::uuid[])
      ), added as (
        insert into webhook_delivery (endpoint_id, message_id, position)
        select target.id, incoming.id, incoming.position
          from target join incoming on (target.is_for_all or target.account_id = incoming."accountId")
            and (cardinality(target.events) = 0 or incoming.event = any (target.events))
            and incoming."occurredAt" >= target.created_at
        on conflict (endpoint_id, message_id) do nothing
        returning endpoint_id
      )
      update webhook_endpoint e set pending = e.pending + n.added
        from (select endpoint_id, count(*)::int as added from added group by endpoint_id) n
        where e.id = n.endpoint_id`.execute(tx);
  });

/** Stores a test message that only one endpoint receives, before everything else, and makes the endpoint due at once. */
export async function insertTest(
  tx: Db,
  endpointId: string,
  { id, event, body, occurredAt }: Pick<NewMessage, "id" | "event" | "body" | "occurredAt">,
): Promise<void> {
  await sql`
    insert into webhook_message (id, event, occurred_at, body) values (${id}, ${event}, ${occurredAt}, ${body})`.execute(
    tx,
  );
  await sql`
    insert into webhook_delivery (endpoint_id, message_id, position) values (${endpointId}, ${id}, 0)`.execute(tx);
  await sql`
    update webhook_endpoint set pending = pending + 1, due_at = case when lease is null then now() else due_at end
      where id = ${endpointId}`.execute(tx);
}

/** The messages to send to an endpoint again. */
export interface ReplayRange {
  readonly endpointId: string;
  /** One message; else those that occurred from `since` and before `until`. */
  readonly messageId?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly max: number;
}

/**
 * Makes messages pending again with all attempts, in their order, delivered before or not: also those that occurred while the
 * endpoint was disabled, or before it existed.
 * @returns the number of messages, and when the last one occurred.
 */
export async function replayMessages(
  tx: Tx,
  { endpointId, messageId, since, until, max }: ReplayRange,
): Promise<{ readonly count: number; readonly last: string | null }> {
  await sql`select from webhook_endpoint where id = ${endpointId} for no key update`.execute(tx);
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
        order by m.position limit ${max}
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
