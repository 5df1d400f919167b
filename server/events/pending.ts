import type { EventName, EventPayloads } from "../../shared/events.ts";
import type { Db } from "../database/index.ts";
import { readPayload } from "./consume.ts";
import { selectPending } from "./queries.ts";

/** An event to handle now and {@link complete} afterwards. */
export interface PendingEvent<E extends EventName> {
  readonly id: string;
  readonly payload: EventPayloads[E];
}

/**
 * Lists pending events of one kind, including those that are leased or wait for a retry, since a lease holder may have
 * died. For idempotent work only, such as cache invalidation after a Redis outage.
 * @throws {PayloadMisfit} when a payload does not match.
 */
export async function listPending<E extends EventName>(
  db: Db,
  event: E,
  { max }: { readonly max: number },
): Promise<readonly PendingEvent<E>[]> {
  const rows = await selectPending(db, event, max);
  return rows.map(({ id, payload }) => ({ id, payload: readPayload(event, payload) }));
}
