import { PostgresAdapter, PostgresDialect } from "kysely";

/** Without Kysely's lock for migrations, which is a session's: behind a pooler another would keep it. `migrate` has its own. */
class TransactionalAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

/** PostgreSQL as Kysely speaks it, where a lock for migrations belongs to their transaction. */
export class TransactionalDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new TransactionalAdapter();
  }
}
