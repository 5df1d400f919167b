import type { AuditEntry } from "../../audit/index.ts";
import type { lockUser } from "./queries.ts";

type Row = NonNullable<Awaited<ReturnType<typeof lockUser>>>;

/** An account in the admin view. */
export const presentUser = (row: Row) => ({
  username: row.username,
  email: row.email,
  role: row.role,
  isEmailVerified: row.email_verified_at !== null,
  suspendedAt: row.suspended_at,
  createdAt: row.created_at,
});

/** Not checked here: `recordAudit` wrote the column, and the output schema checks it. */
export const asDetails = (details: unknown) => details as NonNullable<AuditEntry["details"]>;
