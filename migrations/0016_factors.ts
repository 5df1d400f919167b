import { type Kysely, sql } from "kysely";

/** Second factors: TOTP, passkeys and recovery codes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table totp (
      account_id bigint primary key references account on delete cascade,
      sealed_secret text not null,
      confirmed_at timestamptz(3),
      last_step bigint,
      created_at timestamptz(3) not null default now()
    )`.execute(db);
  await sql`
    create table recovery_code (
      account_id bigint not null references account on delete cascade,
      hash bytea not null check (octet_length(hash) = 32),
      primary key (account_id, hash)
    )`.execute(db);

  // The user handle of authenticators: random, so that it reveals nothing.
  await sql`
    create table passkey_owner (
      account_id bigint primary key references account on delete cascade,
      user_handle bytea not null unique check (octet_length(user_handle) = 32)
    )`.execute(db);
  await sql`
    create table passkey (
      id uuid primary key,
      account_id bigint not null references passkey_owner on delete cascade,
      credential_id bytea not null constraint passkey_credential_id_key unique
        check (octet_length(credential_id) between 1 and 1023),
      public_key bytea not null check (octet_length(public_key) <= 2048),
      counter bigint not null check (counter >= 0),
      transports text[] not null,
      synced boolean not null,
      name text not null,
      created_at timestamptz(3) not null default now(),
      last_used_at timestamptz(3)
    )`.execute(db);
  await sql`create index passkey_account_id_idx on passkey (account_id)`.execute(db);

  // Neither the caller's secret nor the challenge derived from it is stored.
  await sql`
    create table passkey_ceremony (
      hash bytea primary key check (octet_length(hash) = 32),
      session_id uuid references session on delete cascade,
      expires_at timestamptz(3) not null default now() + interval '5 minutes'
    )`.execute(db);
  await sql`create index passkey_ceremony_expires_at_idx on passkey_ceremony (expires_at)`.execute(db);
  await sql`create index passkey_ceremony_session_id_idx on passkey_ceremony (session_id)
    where session_id is not null`.execute(db);
}
