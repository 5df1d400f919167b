import { deleteOldAudit } from "../audit/index.ts";
import type { Db } from "../database/index.ts";
import { deleteOldDeadDeliveries, trimLog } from "../events/index.ts";
import { deleteOldMail } from "../features/notifications/index.ts";
import { deleteExpiredKeys } from "../idempotency/index.ts";
import { deleteOldInbox } from "../inbox/index.ts";
import { deleteOldWebhooks } from "../webhooks/index.ts";

const dayMs = 86_400_000;
const deadDeliveriesKeptMs = 30 * dayMs;

/** Bounds of a sweep. */
export interface Retention {
  /** Maximum number of rows of each kind that one sweep deletes. */
  readonly max: number;
  readonly eventsKeptDays: number;
}

/**
 * Deletes records past their retention period (docs/SECURITY.md): stored idempotent responses, audit log entries,
 * mail records, received messages, webhooks and their attempts, partitions of the event log and dead letters of its readers.
 * @throws the database's error.
 */
export async function deleteExpired(db: Db, { max, eventsKeptDays }: Retention): Promise<void> {
  await deleteExpiredKeys(db, { max });
  await deleteOldAudit(db, { max });
  await deleteOldMail(db, max);
  await deleteOldInbox(db, max);
  await deleteOldWebhooks(db, max);
  await deleteOldDeadDeliveries(db, deadDeliveriesKeptMs, max);
  await trimLog(db, eventsKeptDays * dayMs);
}
