import { sql } from "kysely";
import type { Db } from "../database/index.ts";
import { type LoggedEvent, numberCommitted } from "./log.queries.ts";

const later = (ms: number) => sql<string>`now() + make_interval(secs => ${ms / 1000})`;

/** A reader and the lease that allows a process to move it. */
export interface ReaderLease {
  readonly reader: string;
  readonly lease: string;
  readonly leaseMs: number;
}

/**
 * Creates a reader that begins after the last event committed by now, unless it exists. Writes nothing where it does, so that
 * a process starts over a database whose disk is full.
 */
export async function registerReader(db: Db, reader: string): Promise<void> {
  const { rows } = await sql`select from event_reader where name = ${reader}`.execute(db);
  if (rows.length > 0) return;
  await numberCommitted(db);
  await sql`
    insert into event_reader (name, position) select ${reader}, position from event_head on conflict do nothing`.execute(
    db,
  );
}

/** The result of a claim. */
export interface ReaderClaim {
  readonly position: number;
  /** Whether events are parked, due or not. */
  readonly hasParked: boolean;
}

/** Takes or extends the lease. @returns `undefined` where another process holds it, or the reader does not exist. */
export async function claimReader(db: Db, { reader, lease, leaseMs }: ReaderLease): Promise<ReaderClaim | undefined> {
  const { rows } = await sql<ReaderClaim>`
    update event_reader set lease = ${lease}, leased_until = ${later(leaseMs)}
      where name = ${reader} and (lease = ${lease} or leased_until is null or leased_until < now())
      returning position,
        exists (select from event_delivery where reader = ${reader} and state = 'waiting') as "hasParked"`.execute(db);
  return rows[0];
}

/** Gives up the lease. */
export async function releaseReader(db: Db, { reader, lease }: ReaderLease): Promise<void> {
  await sql`
    update event_reader set lease = null, leased_until = null where name = ${reader} and lease = ${lease}`.execute(db);
}

/** The position of a reader after a batch. */
export interface Advance {
  readonly position: number;
  /** Positions of events that failed, to be retried after `pauseMs`. */
  readonly failed: readonly number[];
  /** Positions of events that wait for an earlier one of their key. */
  readonly held: readonly number[];
  readonly pauseMs: number;
}

/** Moves a reader forward and parks the events that it could not handle, atomically. @returns false where the lease is lost. */
export async function advanceReader(db: Db, leased: ReaderLease, advance: Advance): Promise<boolean> {
  const { reader, lease, leaseMs } = leased;
  const { position, failed, held, pauseMs } = advance;
  const { rows } = await sql`
    with moved as (
      update event_reader set position = ${position}, moved_at = now(), leased_until = ${later(leaseMs)}
        where name = ${reader} and lease = ${lease}
        returning name
    ), parked as (
      insert into event_delivery (reader, position, event_id, name, event_key, is_public, payload, occurred_at, traceparent,
          attempts, available_at)
        select moved.name, log.position, event_id, log.name, event_key, is_public, payload, occurred_at, traceparent,
            case when log.position = any(${failed}::bigint[]) then 1 else 0 end,
            case when log.position = any(${failed}::bigint[]) then ${later(pauseMs)} else now() end
          from event_log as log, moved
          where log.position = any(${[...failed, ...held]}::bigint[])
        on conflict do nothing
    )
    select from moved`.execute(db);
  return rows.length > 0;
}

/** A parked event. */
export interface ParkedEvent extends LoggedEvent {
  readonly attempts: number;
}

/** The first parked event of a key. */
export interface ParkedKey {
  readonly key: string;
  readonly isDue: boolean;
}

/** Keys with parked events after another one, at most `max`: found one by one, whatever the number of events behind the first. */
export async function selectParkedKeysAfter(
  db: Db,
  reader: string,
  { after, max }: { readonly after: string; readonly max: number },
): Promise<readonly ParkedKey[]> {
  const { rows } = await sql<ParkedKey>`
    with recursive first_parked as (
      (select event_key, available_at, 1 as number from event_delivery
        where reader = ${reader} and state = 'waiting' and event_key > ${after} order by event_key, position limit 1)
      union all
      select following.event_key, following.available_at, number + 1 from first_parked cross join lateral (
        select event_key, available_at from event_delivery
          where reader = ${reader} and state = 'waiting' and event_key > first_parked.event_key
          order by event_key, position limit 1
      ) following where number < ${max}
    )
    select event_key as key, available_at <= now() as "isDue" from first_parked order by number`.execute(db);
  return rows;
}

/**
 * Parked events of these keys, and those without a key that are due, in order: the first of each key before the second of any, so
 * that a key which works again catches up.
 */
export async function selectDue(
  db: Db,
  reader: string,
  { keys, max }: { readonly keys: readonly string[]; readonly max: number },
): Promise<readonly ParkedEvent[]> {
  const { rows } = await sql<ParkedEvent>`
    with due as (
      (select position, 1 as rank from event_delivery
        where reader = ${reader} and state = 'waiting' and event_key is null and available_at <= now()
        order by position limit ${max})
      union all
      select parked.* from unnest(${[...keys]}::text[]) as due_key (event_key) cross join lateral (
        select position, row_number() over (order by position) as rank from event_delivery
          where reader = ${reader} and state = 'waiting' and event_key = due_key.event_key order by position limit ${max}
      ) parked
    )
    select position, event_id as id, name, event_key as key, is_public as "isPublic", payload,
        occurred_at as "occurredAt", traceparent, attempts
      from event_delivery
      where reader = ${reader} and position in (select position from due order by rank, position limit ${max})
      order by position`.execute(db);
  return rows;
}

/** Which of these keys have parked events. */
export async function selectParkedKeys(db: Db, reader: string, keys: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from unnest(${[...new Set(keys)]}::text[]) as key
      where exists (select from event_delivery where reader = ${reader} and state = 'waiting' and event_key = key)`.execute(
    db,
  );
  return rows.map(({ key }) => key);
}

/** Deletes parked events that were handled. */
export async function deleteHandled(db: Db, reader: string, positions: readonly number[]): Promise<void> {
  await sql`
    delete from event_delivery where reader = ${reader} and position = any(${positions}::bigint[])`.execute(db);
}

/** Postpones a parked event after a failure; without a pause it becomes a dead letter, and later events of its key are delivered. */
export async function recordFailure(
  db: Db,
  {
    reader,
    position,
    pauseMs,
  }: { readonly reader: string; readonly position: number; readonly pauseMs: number | undefined },
): Promise<void> {
  const isDead = pauseMs === undefined;
  await sql`
    update event_delivery set attempts = attempts + 1,
        state = ${isDead ? "dead" : "waiting"},
        available_at = ${later(pauseMs ?? 0)},
        finished_at = ${isDead ? sql`now()` : sql`null`}
      where reader = ${reader} and position = ${position} and state = 'waiting'`.execute(db);
}

/** Postpones parked events without counting an attempt. */
export async function postponeParked(
  db: Db,
  reader: string,
  { positions, pauseMs }: { readonly positions: readonly number[]; readonly pauseMs: number },
): Promise<void> {
  await sql`
    update event_delivery set available_at = ${later(pauseMs)}
      where reader = ${reader} and position = any(${positions}::bigint[]) and state = 'waiting'`.execute(db);
}

/** State of a reader. */
export interface ReaderState {
  readonly name: string;
  readonly position: number;
  /** Events appended since its position, those it does not take included. */
  readonly lag: number;
  readonly waiting: number;
  readonly dead: number;
  readonly movedAt: string;
}

/** Lists the readers and how far they are. */
export async function listReaders(db: Db): Promise<readonly ReaderState[]> {
  await numberCommitted(db);
  const { rows } = await sql<ReaderState>`
    select r.name, r.position, head.position - r.position as lag, r.moved_at as "movedAt",
        (select count(*) from event_delivery where reader = r.name and state = 'waiting') as waiting,
        (select count(*) from event_delivery where reader = r.name and state = 'dead') as dead
      from event_reader as r, event_head as head order by r.name limit 1000`.execute(db);
  return rows;
}

/** How far a reader is behind, for metrics. */
export interface ReaderLag {
  readonly name: string;
  /** Numbered events after its position, those it does not take included. */
  readonly lag: number;
  /** Age of the first of them, in seconds; 0 where there is none. */
  readonly delaySeconds: number;
  /** Parked events that are retried, and those that were given up; at most 10,000 of each are counted. */
  readonly waiting: number;
  readonly dead: number;
}

const maxCounted = sql.lit(10_000);

/** Measures how far the readers are behind, without numbering events; its cost does not grow with the log. */
export async function readLags(db: Db): Promise<readonly ReaderLag[]> {
  const parked = (state: "waiting" | "dead") => sql`(select count(*)::int from (
    select from event_delivery d where d.reader = r.name and d.state = ${sql.lit(state)} limit ${maxCounted}) counted)`;
  const { rows } = await sql<ReaderLag>`
    select r.name, greatest(head.position - r.position, 0)::int as lag,
        coalesce((select extract(epoch from now() - occurred_at) from event_log
          where position = r.position + 1), 0)::float8 as "delaySeconds",
        ${parked("waiting")} as waiting, ${parked("dead")} as dead
      from event_reader r, event_head head order by r.name limit 100`.execute(db);
  return rows;
}

/** Moves a reader to a position, so that the events after it are read again or skipped. @returns false for an unknown one. */
export async function moveReader(db: Db, reader: string, position: number): Promise<boolean> {
  const { rows } = await sql`
    update event_reader set position = ${position}, lease = null, leased_until = null, moved_at = now()
      where name = ${reader} returning name`.execute(db);
  return rows.length > 0;
}

/**
 * Removes a reader that no release has any more, with its position and what it parked. A process that runs one would not
 * notice, so one under a lease stays.
 */
export async function removeReader(db: Db, reader: string): Promise<"removed" | "running" | "unknown"> {
  const { rows: removed } = await sql`
    delete from event_reader where name = ${reader} and (leased_until is null or leased_until < now())
      returning name`.execute(db);
  if (removed.length > 0) return "removed";
  const { rows: left } = await sql`select from event_reader where name = ${reader}`.execute(db);
  return left.length > 0 ? "running" : "unknown";
}

/** A parked event that was given up. */
export interface DeadDelivery {
  readonly reader: string;
  readonly position: number;
  readonly id: string;
  readonly name: string;
  readonly attempts: number;
  readonly finishedAt: string;
}

/** Lists dead letters of all readers, the latest first. */
export async function listDeadDeliveries(db: Db, max: number): Promise<readonly DeadDelivery[]> {
  const { rows } = await sql<DeadDelivery>`
    select reader, position, event_id as id, name, attempts, finished_at as "finishedAt" from event_delivery
      where state = 'dead' order by finished_at desc limit ${max}`.execute(db);
  return rows;
}

/** Makes a reader's dead letters due again with all attempts. @returns how many there were. */
export async function retryDeadDeliveries(db: Db, reader: string): Promise<number> {
  const { rows } = await sql`
    update event_delivery set state = 'waiting', attempts = 0, available_at = now(), finished_at = null
      where reader = ${reader} and state = 'dead' returning position`.execute(db);
  return rows.length;
}

/** Deletes at most `max` dead letters that are older than `keptMs`. */
export async function deleteOldDeadDeliveries(db: Db, keptMs: number, max: number): Promise<void> {
  await sql`
    delete from event_delivery where (reader, position) in (
      select reader, position from event_delivery where state = 'dead' and finished_at < ${later(-keptMs)} limit ${max}
    )`.execute(db);
}
