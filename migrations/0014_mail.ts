import { type Kysely, sql } from "kysely";

/** Mailed links, and the record of sent mail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // One link per purpose: a newer one replaces the older, and an account has only a few.
  await sql`
    create table mail_token (
      hash bytea primary key check (octet_length(hash) = 32),
      account_id bigint not null references account on delete cascade,
      purpose text not null check (purpose in ('verification', 'reset', 'change')),
      email text not null check (email <> ''),
      expires_at timestamptz(3) not null,
      constraint mail_token_account_id_purpose_key unique (account_id, purpose)
    )`.execute(db);

  // Keyed by the event, so that a redelivered event sends once. The recipient is not stored in clear.
  await sql`
    create table mail (
      id uuid primary key,
      kind text not null check (kind ~ '^[a-z_]{1,40}$'),
      account_id bigint,
      recipient bytea not null check (octet_length(recipient) = 32),
      created_at timestamptz(3) not null default now(),
      sent_at timestamptz(3)
    )`.execute(db);
  await sql`create index mail_account_id_idx on mail (account_id, kind, created_at) where account_id is not null`.execute(
    db,
  );
  await sql`create index mail_recipient_idx on mail (recipient, kind, created_at)`.execute(db);
  await sql`create index mail_created_at_idx on mail (created_at)`.execute(db);
}
