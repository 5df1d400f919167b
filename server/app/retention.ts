import { deleteOldAudit } from "../audit/index.ts";
import type { Db } from "../database/index.ts";
import { deleteOldMail } from "../features/notifications/index.ts";
import { deleteExpiredKeys } from "../idempotency/index.ts";

/**
 * Deletes what docs/SECURITY.md names an end for: kept answers, entries of the audit log, records of mail; at most `max` rows of
 * each. Delivered and dead events are the dispatcher's own to sweep. @throws when the database cannot be asked.
 */
export async function deleteExpired(db: Db, { max }: { readonly max: number }): Promise<void> {
  await deleteExpiredKeys(db, { max });
  await deleteOldAudit(db, { max });
  await deleteOldMail(db, max);
}
