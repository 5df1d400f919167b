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

/**
 * Locks the enabled endpoints that may receive these messages, in a fixed order. A separate statement, so that the next one sees
 * their latest state.
 */
const lockTargets = (tx: Tx, messages: readonly NewMessage[]) =>
  sql<{ id: string }>`
    select id from webhook_endpoint
      where disabled_at is null and (is_for_all or account_id = any (${messages.map(({ accountId }) => accountId)}::bigint[]))
      order by id for no key update`.execute(tx);

const incomingOf = (messages: readonly NewMessage[]) => sql`
  select * from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as message(
    id uuid, position bigint, event text, "accountId" bigint, "occurredAt" timestamptz, body text, traceparent text)`;

/**
 * Stores a delivery for every enabled endpoint that receives a message, and the messages that have one; repeating it changes
 * nothing. An endpoint receives events about its account, or, if an admin registered it for all, those about every account.
 */
export const insertDeliveries = (db: Db, messages: readonly NewMessage[]): Promise<void> =>
  transaction(db, async (tx) => {
    const { rows: targets } = await lockTargets(tx, messages);
    if (targets.length === 0) return;
    await sql`
      with incoming as (${incomingOf(messages)}), target as (
        select e.id, e.account_id, e.events, e.created_at, e.is_for_all and a.role = 'admin' as is_for_all
          from webhook_endpoint e join account a on a.id = e.account_id
          where e.id = any (${targets.map(({ id }) => id)}::uuid[])
      ), matched as (
        select target.id as endpoint_id, incoming.id, incoming.position
          from target join incoming on (target.is_for_all or target.account_id = incoming."accountId")
            and (cardinality(target.events) = 0 or incoming.event = any (target.events))
            and incoming."occurredAt" >= target.created_at
      ), stored as (
        insert into webhook_message (id, position, event, account_id, occurred_at, body, traceparent)
        select id, position, event, "accountId", "occurredAt", body, traceparent from incoming
          where id in (select id from matched)
        on conflict (id) do nothing
      ), added as (
        insert into webhook_delivery (endpoint_id, message_id, position) select endpoint_id, id, position from matched
        on conflict (endpoint_id, message_id) do nothing
        returning endpoint_id
      )
      update webhook_endpoint e set pending = e.pending + n.added
        from (select endpoint_id, count(*)::int as added from added group by endpoint_id) n
        where e.id = n.endpoint_id`.execute(tx);
  });

/** Stores messages without a delivery. */
export async function insertMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  await sql`
    insert into webhook_message (id, position, event, account_id, occurred_at, body, traceparent)
    select id, position, event, "accountId", "occurredAt", body, traceparent from (${incomingOf(messages)}) incoming
    on conflict (id) do nothing`.execute(tx);
}

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
