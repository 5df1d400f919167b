import type { EventName, EventPayloads } from "../../shared/events.ts";
import type { Db } from "../database/index.ts";
import { readPayload } from "./consume.ts";
import { selectPending } from "./queries.ts";

/** An event to be done now, and {@link complete}d then. */
export interface PendingEvent<E extends EventName> {
  readonly id: string;
  readonly payload: EventPayloads[E];
}

/**
 * Events of one kind that nobody has completed, those included that others work on or that wait for another attempt:
 * who holds one may have died. For work that may be done twice, such as what is to be cleared from a cache that is back.
 * @throws {PayloadMisfit} when one does not fit.
 */
export async function listPending<E extends EventName>(
  db: Db,
  event: E,
  { max }: { readonly max: number },
): Promise<readonly PendingEvent<E>[]> {
  const rows = await selectPending(db, event, max);
  return rows.map(({ id, payload }) => ({ id, payload: readPayload(event, payload) }));
}
