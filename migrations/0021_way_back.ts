import { type Kysely, sql } from "kysely";

/**
 * Account recovery: recently added credentials are known, a replaced address is retained for a while, notices carry
 * links.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Existing codes were not created recently.
  await sql`
    alter table recovery_code add column created_at timestamptz(3) not null default '2000-01-01 00:00:00+00'`.execute(
    db,
  );
  await sql`alter table recovery_code alter column created_at set default now()`.execute(db);
  await sql`
    alter table account
      add column previous_email text,
      add column previous_email_until timestamptz(3)`.execute(db);
  await sql`
    create index account_previous_email_idx on account (lower(previous_email)) where previous_email is not null`.execute(
    db,
  );
  await sql`
    create table undo_link (
      hash bytea primary key check (octet_length(hash) = 32),
      account_id bigint not null references account on delete cascade,
      email text not null check (email <> ''),
      expires_at timestamptz(3) not null
    )`.execute(db);
  await sql`create index undo_link_account_id_idx on undo_link (account_id, expires_at)`.execute(db);
}
