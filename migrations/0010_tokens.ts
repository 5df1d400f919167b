import { type Kysely, sql } from "kysely";

/** Credentials of apps and programs; secrets are stored only as SHA-256. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table access_token (
      hash bytea primary key check (octet_length(hash) = 32),
      session_id uuid not null references session on delete cascade,
      expires_at timestamptz(3) not null
    )`.execute(db);
  await sql`create index access_token_session_id_idx on access_token (session_id)`.execute(db);
  await sql`create index access_token_expires_at_idx on access_token (expires_at)`.execute(db);

  // Used refresh tokens remain as long as their session, to distinguish reuse from an invented token.
  await sql`
    create table refresh_token (
      hash bytea primary key check (octet_length(hash) = 32),
      session_id uuid not null references session on delete cascade,
      used_at timestamptz(3),
      successor_hash bytea check (octet_length(successor_hash) = 32)
    )`.execute(db);
  await sql`create index refresh_token_session_id_idx on refresh_token (session_id)`.execute(db);

  await sql`
    create table api_key (
      id uuid primary key,
      account_id bigint not null references account on delete cascade,
      secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
      prefix text not null,
      name text not null,
      scopes text[] not null,
      created_at timestamptz(3) not null default now(),
      expires_at timestamptz(3) not null,
      last_used_at timestamptz(3)
    )`.execute(db);
  await sql`create index api_key_account_id_idx on api_key (account_id)`.execute(db);
}
