import { sql } from "kysely";
import type { Db } from "../database/index.ts";
import type { AttemptError } from "./attempt.ts";

/** The next message of a claimed endpoint. */
export interface ClaimedDelivery {
  readonly endpointId: string;
  readonly accountId: number;
  readonly url: string;
  readonly sealedSecret: string;
  /** The former secret, while both sign. */
  readonly previousSealedSecret: string | null;
  readonly isFailing: boolean;
  readonly messageId: string;
  /** 0 for a test. */
  readonly position: number;
  readonly event: string;
  readonly body: string;
  readonly traceparent: string | null;
  /** Attempts made before. */
  readonly attempts: number;
}

const later = (ms: number) => sql<string>`now() + make_interval(secs => ${ms / 1000})`;

/**
 * Claims due endpoints under a lease, the longest waiting first, with the first pending message of each. One message at a
 * time keeps the order, and bounds the share of the process that an endpoint takes.
 */
export async function claimEndpoints(
  db: Db,
  options: { readonly max: number; readonly isFailing: boolean; readonly lease: string; readonly leaseMs: number },
): Promise<readonly ClaimedDelivery[]> {
  const { max, isFailing, lease, leaseMs } = options;
  const failing = isFailing ? sql`e.failing_since is not null` : sql`e.failing_since is null`;
  const { rows } = await sql<ClaimedDelivery>`
    with due as (
      select e.id from webhook_endpoint e join account a on a.id = e.account_id
        where e.pending > 0 and e.disabled_at is null and e.due_at <= now() and ${failing} and a.suspended_at is null
        order by e.due_at limit ${max} for no key update of e skip locked
    ), claimed as (
      update webhook_endpoint e set lease = ${lease}, due_at = ${later(leaseMs)} from due where e.id = due.id
      returning e.*
    )
    select c.id as "endpointId", c.account_id as "accountId", c.url, c.sealed_secret as "sealedSecret",
        case when c.previous_until > now() then c.previous_sealed_secret end as "previousSealedSecret",
        c.failing_since is not null as "isFailing", first.message_id as "messageId", first.position,
        first.attempts, m.event, m.body, m.traceparent
      from claimed c
      join lateral (
        select message_id, position, attempts from webhook_delivery
          where endpoint_id = c.id and state = 'pending' order by position limit 1
      ) first on true
      join webhook_message m on m.id = first.message_id`.execute(db);
  return rows;
}

/** The changes that an attempt makes. */
export interface RecordedAttempt {
  readonly endpointId: string;
  readonly messageId: string;
  readonly event: string;
  readonly lease: string;
  readonly attempt: number;
  readonly status: number | null;
  readonly error: AttemptError | null;
  readonly durationMs: number;
  /** The delivery's state afterwards. */
  readonly state: "pending" | "delivered" | "failed";
  /** Pause before the endpoint's next attempt. */
  readonly pauseMs: number;
  /** Whether the endpoint works: `null` leaves that as it is, as after a test that failed. */
  readonly isWorking: boolean | null;
}

/**
 * Records an attempt and ends the endpoint's lease, in one statement, so all or nothing. An attempt whose lease is lost changes nothing
 * else unless it delivered: another one goes on, or the owner has changed the URL meanwhile. Locks the endpoint, then the delivery.
 * @returns whether the caller still held the lease.
 */
export async function recordAttempt(db: Db, one: RecordedAttempt): Promise<boolean> {
  const { endpointId, messageId, lease, state } = one;
  const failingSince =
    one.isWorking === null ? sql`e.failing_since` : one.isWorking ? sql`null` : sql`coalesce(e.failing_since, now())`;
  const { rows } = await sql<{ isHeld: boolean }>`
    with own as (
      select id, coalesce(lease = ${lease}, false) as is_held from webhook_endpoint where id = ${endpointId} for no key update
    ), changed as (
      update webhook_delivery set state = ${state}, attempts = attempts + 1 from own
        where endpoint_id = own.id and message_id = ${messageId} and state = 'pending'
          and (own.is_held or ${state === "delivered"}::boolean)
        returning case when state = 'pending' then 0 else 1 end as finished
    ), logged as (
      insert into webhook_attempt (endpoint_id, message_id, event, attempt, duration_ms, status, error)
      select id, ${messageId}, ${one.event}, ${one.attempt}, ${one.durationMs}, ${one.status}, ${one.error} from own
    )
    update webhook_endpoint e set
        pending = e.pending - coalesce((select sum(finished)::int from changed), 0),
        failing_since = case when own.is_held then ${failingSince} else e.failing_since end,
        due_at = case when own.is_held then ${later(one.pauseMs)} else e.due_at end,
        lease = case when own.is_held then null else e.lease end
      from own where e.id = own.id returning own.is_held as "isHeld"`.execute(db);
  return rows[0]?.isHeld ?? false;
}

/** An attempt at any endpoint, as developers see it. */
export interface LatestAttempt {
  readonly endpointId: string;
  readonly url: string;
  readonly messageId: string;
  readonly event: string;
  readonly attempt: number;
  readonly at: string;
  readonly durationMs: number;
  readonly status: number | null;
  readonly error: string | null;
}

/** Lists the latest attempts at all endpoints. */
export const listLatestAttempts = (db: Db, max: number): Promise<readonly LatestAttempt[]> =>
  db
    .selectFrom("webhook_attempt as a")
    .innerJoin("webhook_endpoint as e", "e.id", "a.endpoint_id")
    .select(["e.id as endpointId", "e.url", "a.message_id as messageId", "a.event", "a.attempt", "a.at"])
    .select(["a.duration_ms as durationMs", "a.status", "a.error"])
    .orderBy("a.id", "desc")
    .limit(max)
    .execute();

/** Ends a lease as if the endpoint had not been claimed. */
export async function releaseEndpoint(db: Db, endpointId: string, lease: string): Promise<void> {
  await db
    .updateTable("webhook_endpoint")
    .set({ lease: null, due_at: sql<string>`now()` })
    .where("id", "=", endpointId)
    .where("lease", "=", lease)
    .execute();
}

/** Disables an endpoint that is enabled. @returns whether it was. */
export async function disableEndpoint(tx: Db, endpointId: string, reason: "gone" | "failing"): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("webhook_endpoint")
    .set({ disabled_at: sql<string>`now()`, disabled_reason: reason, failing_since: null })
    .where("id", "=", endpointId)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
