import { deleteOldAudit } from "../audit/index.ts";
import type { Db } from "../database/index.ts";
import { deleteOldMail } from "../features/notifications/index.ts";
import { deleteExpiredKeys } from "../idempotency/index.ts";
import { deleteOldInbox } from "../inbox/index.ts";
import { deleteOldWebhooks } from "../webhooks/index.ts";

/**
 * Deletes records past their retention period (docs/SECURITY.md): stored idempotent responses, audit log entries,
 * mail records, received messages, webhooks and their attempts; at most `max` rows of each. The dispatcher sweeps done and dead jobs itself.
 * @throws the database's error.
 */
export async function deleteExpired(db: Db, { max }: { readonly max: number }): Promise<void> {
  await deleteExpiredKeys(db, { max });
  await deleteOldAudit(db, { max });
  await deleteOldMail(db, max);
  await deleteOldInbox(db, max);
  await deleteOldWebhooks(db, max);
}
