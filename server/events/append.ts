import { type EventName, type EventPayloads, events } from "../../shared/events.ts";
import type { Tx } from "../database/index.ts";
import { insertEvent } from "./queries.ts";

export interface AppendOptions {
  /** Above 0: the caller does the event's work itself after the commit, so dispatchers do not claim it for this long. */
  readonly delayMs?: number;
}

/**
 * Appends an event to the outbox in the transaction of its change, so both commit atomically (transactional outbox).
 * @returns the event's id, the same in every delivery.
 * @throws {TypeError} outside a transaction; {z.ZodError} when the payload does not fit the event.
 *
 * @example
 * await transaction(db, async (tx) => {
 *   const article = await insertArticle(tx, viewer.id, slug, input);
 *   await append(tx, "notice.due", { accountId: viewer.id, to: null, about: "role_changed" });
 * });
 */
export async function append<E extends EventName>(
  tx: Tx,
  event: E,
  payload: EventPayloads[E],
  { delayMs: holdMs = 0 }: AppendOptions = {},
): Promise<string> {
  if (!tx.isTransaction) throw new TypeError(`"${event}" must be appended in the transaction it tells of`);
  return insertEvent(tx, event, JSON.stringify(events[event].parse(payload)), holdMs);
}
