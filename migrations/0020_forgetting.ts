import { type Kysely, sql } from "kysely";

/** Index that finds the events naming an account that is being deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index outbox_account_id_idx on outbox ((payload ->> 'accountId')) where payload ? 'accountId'`.execute(db);
  await sql`
    create index outbox_email_idx on outbox (lower(payload ->> 'email')) where payload ? 'email'`.execute(db);
}
