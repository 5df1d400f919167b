import { sql } from "kysely";
import type { Db } from "../database/index.ts";

/** An audited action or attempt. */
export interface AuditRow {
  readonly action: string;
  readonly actorId: number | null;
  readonly accountId: number | null;
  readonly address: string;
  readonly requestId: string;
  readonly details: string;
}

export const insertAudit = (db: Db, row: AuditRow) =>
  db
    .insertInto("audit")
    .values({
      action: row.action,
      actor_id: row.actorId,
      account_id: row.accountId,
      address: row.address,
      request_id: row.requestId,
      details: row.details,
    })
    .execute();

const retentionDays = 400;

/**
 * Deletes up to `max` entries older than 400 days; repeat while it returns `max`.
 * @returns the number of deleted rows.
 */
export async function deleteOldAudit(db: Db, { max }: { readonly max: number }): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("audit")
    .where(({ eb, selectFrom }) =>
      eb(
        "id",
        "in",
        selectFrom("audit as old")
          .select("old.id")
          .where("old.at", "<", sql<string>`now() - make_interval(days => ${sql.lit(retentionDays)})`)
          .orderBy("old.at")
          .limit(max)
          .forUpdate()
          .skipLocked(),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}
