import type { ColumnType, Generated } from "kysely";

/** Appended events that have no position yet. */
export interface EventPendingTable {
  id: Generated<number>;
  event_id: Generated<string>;
  name: string;
  event_key: string | null;
  is_public: boolean;
  payload: ColumnType<unknown, string, never>;
  occurred_at: Generated<string>;
  traceparent: string | null;
}

/** The event log, in partitions by `slot`. */
export interface EventLogTable {
  slot: number;
  position: number;
  event_id: string;
  name: string;
  event_key: string | null;
  is_public: boolean;
  payload: ColumnType<unknown, string, never>;
  occurred_at: string;
  traceparent: string | null;
  numbered_at: Generated<string>;
}

/** Single row: the end of the log, and the partition that grows. */
export interface EventHeadTable {
  singleton: Generated<boolean>;
  position: Generated<number>;
  event_id: string | null;
  slot: Generated<number>;
  slot_started_at: Generated<string>;
}

export interface EventReaderTable {
  name: string;
  position: number;
  lease: string | null;
  leased_until: string | null;
  moved_at: Generated<string>;
}

/** Events that a reader could not handle, and those behind them with the same key. */
export interface EventDeliveryTable {
  reader: string;
  position: number;
  event_id: string;
  name: string;
  event_key: string | null;
  is_public: boolean;
  payload: ColumnType<unknown, string, never>;
  occurred_at: string;
  traceparent: string | null;
  state: Generated<"waiting" | "dead">;
  attempts: Generated<number>;
  available_at: Generated<string>;
  finished_at: string | null;
}
