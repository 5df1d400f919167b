import { type Kysely, sql } from "kysely";

/** Identity providers: linked identities and pending sign-ins. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table identity (
      id bigint generated always as identity primary key,
      issuer text not null check (length(issuer) between 1 and 1024),
      subject text not null check (length(subject) between 1 and 255),
      account_id bigint not null references account on delete cascade,
      provider text not null check (provider ~ '^[a-z]{1,20}$'),
      email text check (length(email) <= 1024),
      created_at timestamptz(3) not null default now(),
      constraint identity_issuer_subject_key unique (issuer, subject)
    )`.execute(db);
  await sql`create index identity_account_id_idx on identity (account_id)`.execute(db);

  // Neither the state nor the cookie's secret is stored; without the secret, the salt yields neither verifier nor
  // nonce.
  await sql`
    create table oauth_transaction (
      state_hash bytea primary key check (length(state_hash) = 32),
      cookie_hash bytea not null check (length(cookie_hash) = 32),
      salt bytea not null check (length(salt) = 32),
      provider text not null check (provider ~ '^[a-z]{1,20}$'),
      return_to text not null check (length(return_to) <= 2048),
      session_id uuid references session on delete cascade,
      expires_at timestamptz(3) not null default now() + interval '10 minutes'
    )`.execute(db);
  await sql`create index oauth_transaction_expires_at_idx on oauth_transaction (expires_at)`.execute(db);
  await sql`create index oauth_transaction_session_id_idx on oauth_transaction (session_id)
    where session_id is not null`.execute(db);
}
