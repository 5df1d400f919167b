import { type Kysely, sql } from "kysely";

/** Native apps that sign in with the system browser: authorization codes, and the app of each session. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table session add column app_id text check (length(app_id) between 1 and 64)`.execute(db);

  // The session belongs to the browser until the code is redeemed, then to the app: reuse of a code is detected while
  // that session lives.
  await sql`
    create table authorization_code (
      hash bytea primary key check (octet_length(hash) = 32),
      session_id uuid not null references session on delete cascade,
      app_id text not null,
      redirect_uri text not null,
      challenge text not null,
      expires_at timestamptz(3) not null default now() + interval '60 seconds',
      taken_at timestamptz,
      redeemed_at timestamptz
    )`.execute(db);
  await sql`create index authorization_code_session_id_idx on authorization_code (session_id)`.execute(db);
  await sql`create index authorization_code_expires_at_idx on authorization_code (expires_at)
    where redeemed_at is null`.execute(db);

  // A pending authorization request is stored whole, with every parameter of the app.
  await sql`
    alter table oauth_transaction
      drop constraint oauth_transaction_return_to_check,
      add constraint oauth_transaction_return_to_check check (length(return_to) <= 4096)`.execute(db);
}
