import type { renamePasskey } from "./queries.ts";

type Row = NonNullable<Awaited<ReturnType<typeof renamePasskey>>>;

/** A passkey in its owner's view. */
export const present = (row: Row) => ({
  id: row.id,
  name: row.name,
  isSynced: row.synced,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
});
