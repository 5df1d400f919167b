import type { Tx } from "../database/index.ts";
import { insertMessage, raiseLatest } from "./queries.ts";

export {
  type DeadMessage,
  deleteDeadMessage,
  insertDeadMessage,
  type ListedDeadMessage,
  listDeadMessages,
  listDeadMessagesInOrder,
  readDeadClock,
} from "./dead.queries.ts";
export { deleteOldInbox } from "./queries.ts";

function checkOpen(tx: Tx, source: string): void {
  if (!tx.isTransaction) throw new TypeError(`a message of "${source}" must be recorded in its handler's transaction`);
}

/**
 * Records a received message in the transaction of its handler, so that a redelivery has no effect (inbox pattern). A
 * concurrent delivery of the same message waits until the other transaction ends.
 * @param source who sent it, such as `webhook:billing` or `broker:orders`: 1 to 200 bytes.
 * @param id its id, unique for the source: 1 to 512 bytes.
 * @returns false for a message that was handled within the last 30 days.
 * @throws {TypeError} outside a transaction.
 *
 * @example
 * await transaction(db, async (tx) => {
 *   if (await once(tx, "broker:orders", message.id)) await handle(tx, message);
 * });
 */
export async function once(tx: Tx, source: string, id: string): Promise<boolean> {
  checkOpen(tx, source);
  return insertMessage(tx, source, id);
}

/**
 * Records the time of a subject's state, so that a message which was overtaken by a later one is ignored.
 * @param at milliseconds since 1970 or a version number. Equal values count as current.
 * @returns false when a later state of the subject is known.
 * @throws {TypeError} outside a transaction.
 */
export async function isLatest(tx: Tx, source: string, subject: string, at: number): Promise<boolean> {
  checkOpen(tx, source);
  return raiseLatest(tx, source, subject, at);
}
