import { type Kysely, sql } from "kysely";

/** Authentication method and time, blocked accounts, and the audit log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account
      drop constraint account_role_check,
      add constraint account_role_check check (role in ('member', 'moderator', 'admin')),
      add column email_verified_at timestamptz(3),
      add column suspended_at timestamptz(3)`.execute(db);
  await sql`
    alter table session
      drop constraint session_kept_in_check,
      add constraint session_kept_in_check check (kept_in in ('token', 'cookie', 'app')),
      add column authenticated_at timestamptz(3) not null default now(),
      add column methods text[] not null default '{}'
        check (methods <@ array['pwd', 'otp', 'recovery', 'passkey', 'oauth'])`.execute(db);
  // Existing sessions were not authenticated just now.
  await sql`update session set authenticated_at = created_at`.execute(db);

  // No foreign keys: audit entries outlive the account.
  await sql`
    create table audit (
      id bigint generated always as identity primary key,
      at timestamptz(3) not null default now(),
      action text not null check (action ~ '^[a-z_]+[.][a-z_]+$'),
      actor_id bigint,
      account_id bigint,
      address text not null,
      request_id text not null,
      details jsonb not null default '{}'
    )`.execute(db);
  await sql`create index audit_account_id_idx on audit (account_id, id desc)`.execute(db);
  await sql`create index audit_at_idx on audit (at)`.execute(db);
}
