import { PostgresAdapter, PostgresDialect } from "kysely";

/** Disables Kysely's session-level migration lock, which a pooler could leave with another client. `migrate` takes its own. */
class TransactionalAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** Kysely's PostgreSQL dialect with a transaction-level migration lock. */
export class TransactionalDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new TransactionalAdapter();
  }
}
