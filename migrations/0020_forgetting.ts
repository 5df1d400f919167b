import { type Kysely, sql } from "kysely";

/** What events are found by that name an account which is being deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index outbox_account_id_idx on outbox ((payload ->> 'accountId')) where payload ? 'accountId'`.execute(db);
  await sql`
    create index outbox_email_idx on outbox (lower(payload ->> 'email')) where payload ? 'email'`.execute(db);
}
