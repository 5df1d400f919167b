import { type Kysely, sql } from "kysely";

/** Accounts, their sessions, and who follows whom. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account (
      id bigint generated always as identity primary key,
      username text not null check (username <> ''),
      email text not null check (email <> ''),
      password_hash text,
      bio text,
      image text,
      role text not null default 'member' check (role in ('member', 'admin')),
      articles_count bigint not null default 0 check (articles_count >= 0),
      favourites_count bigint not null default 0 check (favourites_count >= 0),
      created_at timestamptz(3) not null default now()
    )`.execute(db);
  await sql`create unique index account_username_key on account (lower(username))`.execute(db);
  await sql`create unique index account_email_key on account (lower(email))`.execute(db);

  await sql`
    create table session (
      id uuid primary key,
      account_id bigint not null references account on delete cascade,
      secret_hash bytea not null check (length(secret_hash) = 32),
      kept_in text not null check (kept_in in ('token', 'cookie')),
      user_agent text,
      created_at timestamptz(3) not null default now(),
      last_used_at timestamptz(3) not null default now()
    )`.execute(db);
  await sql`create index session_account_id_idx on session (account_id, created_at desc)`.execute(db);

  await sql`
    create table follow (
      follower_id bigint not null references account on delete cascade,
      followed_id bigint not null references account on delete cascade,
      created_at timestamptz(3) not null default now(),
      primary key (follower_id, followed_id)
    )`.execute(db);
  await sql`create index follow_followed_id_idx on follow (followed_id)`.execute(db);
}
