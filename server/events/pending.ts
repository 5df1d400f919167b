import type { EventName, EventPayloads } from "../../shared/events.ts";
import type { Db } from "../database/index.ts";
import { readPayload } from "./consume.ts";
import { claimWaiting } from "./queries.ts";

/** An event to be done now, and {@link complete}d then. */
export interface PendingEvent<E extends EventName> {
  readonly id: string;
  readonly payload: EventPayloads[E];
}

/**
 * Takes events of one kind that were left behind, those that wait for another attempt included, so that their work can
 * be done at once: what was to be cleared from a cache that is back, say. Dispatchers leave them alone for `leaseMs`;
 * those not completed by then are delivered as ever.
 * @throws {PayloadMisfit} when one does not fit; all of them are delivered later then.
 */
export async function claimPending<E extends EventName>(
  db: Db,
  event: E,
  { max, leaseMs }: { readonly max: number; readonly leaseMs: number },
): Promise<readonly PendingEvent<E>[]> {
  const rows = await claimWaiting(db, event, max, crypto.randomUUID(), leaseMs);
  return rows.map(({ id, payload }) => ({ id, payload: readPayload(event, payload) }));
}
