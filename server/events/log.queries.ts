import { sql } from "kysely";
import { compiledLater, type Db, notifyAfterCommit, type Tx } from "../database/index.ts";

/** NOTIFY channel for commits that appended events. */
export const logChannel = "event_log";

/** An event to append. */
export interface NewEvent {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly isPublic: boolean;
  /** JSON text. */
  readonly payload: string;
  readonly traceparent: string | null;
}

/** An event as the log holds it; another release of the service may have appended it. */
export interface LoggedEvent {
  /** Place in the log: counted from 1 without gaps, in commit order, the same for all readers. */
  readonly position: number;
  /** The same in every delivery; the idempotency key of work that must not be done twice. */
  readonly id: string;
  readonly name: string;
  /** Events of one key are handled one after another; `null`: in any order. */
  readonly key: string | null;
  /** Whether it may leave the service. */
  readonly isPublic: boolean;
  readonly payload: unknown;
  /** When it was appended, by the database's clock, ISO 8601. */
  readonly occurredAt: string;
  /** The trace that the change belongs to, as W3C Trace Context writes it. */
  readonly traceparent: string | null;
}

/** Columns of {@link LoggedEvent}. */
const eventColumns = sql`position, event_id as id, name, event_key as key, is_public as "isPublic", payload,
  occurred_at as "occurredAt", traceparent`;

const insert = compiledLater((db, { id, name, key, isPublic, payload, traceparent }: NewEvent) =>
  db
    .insertInto("event_pending")
    .values({ event_id: id, name, event_key: key, is_public: isPublic, payload, traceparent }),
);

/** Inserts an event with the next statement of the transaction, and notifies readers of its commit. */
export async function insertPending(tx: Tx, event: NewEvent): Promise<void> {
  await insert(tx, event);
  if (!notifyAfterCommit(tx, logChannel)) await sql`select pg_notify(${logChannel}, '')`.execute(tx);
}

/** Numbers the newly committed events, then reads at most `max` events after a position, in order. */
export async function readAfter(db: Db, after: number, max: number): Promise<readonly LoggedEvent[]> {
  const { rows } = await sql<LoggedEvent>`select ${eventColumns} from event_log_read(${after}, ${max})`.execute(db);
  return rows;
}

/** Events that one statement numbers at most. */
const maxNumbered = 1000;

/** Numbers all events that are committed by now, so that the end of the log is after them. */
export async function numberCommitted(db: Db): Promise<void> {
  for (let numbered = maxNumbered; numbered === maxNumbered; ) {
    const { rows } = await sql<{ count: number }>`select event_log_number(${maxNumbered}) as count`.execute(db);
    numbered = rows[0]?.count ?? 0;
  }
}

/** Ends of the log. */
export interface LogEnds {
  /** Position of the last event; 0 before the first. */
  readonly last: number;
  readonly lastId: string | null;
  /** Position of the oldest stored event; `null` if there is none. */
  readonly first: number | null;
}

/** Numbers the events committed by now, then reads where the log begins and ends. */
export async function readEnds(db: Db): Promise<LogEnds> {
  await numberCommitted(db);
  const { rows } = await sql<LogEnds>`
    select position as last, event_id as "lastId", (select min(position) from event_log) as first from event_head`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the event log has no head");
  return row;
}

/** Id of the event at a position, if it is stored or was the last one. */
export async function findIdAt(db: Db, position: number): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select event_id as id from event_log where position = ${position}
    union all select event_id from event_head where position = ${position} and event_id is not null
    limit 1`.execute(db);
  return rows[0]?.id;
}

/** Position of the last event that was numbered before a time; if none is stored, the position before the first one, or 0. */
export async function findPositionBefore(db: Db, time: string): Promise<number> {
  const { rows } = await sql<{ position: number | null }>`
    select event_log_position_before(${time}::timestamptz) as position`.execute(db);
  return rows[0]?.position ?? 0;
}

/** Drops partitions whose events are all older than `keptMs`, and starts another when the present one is old enough. */
export async function dropOldEvents(db: Db, keptMs: number): Promise<number> {
  const { rows } = await sql<{ dropped: number }>`
    select event_log_trim(make_interval(secs => ${keptMs / 1000})) as dropped`.execute(db);
  return rows[0]?.dropped ?? 0;
}
