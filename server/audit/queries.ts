import type { Db } from "../database/index.ts";

/** One thing that was done, or tried, about an account. */
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
