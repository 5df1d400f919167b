import { type Kysely, sql } from "kysely";

/** Stored responses of calls with an `Idempotency-Key`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table idempotency_key (
      principal text not null check (principal <> ''),
      key text not null check (key ~ '^[!-~]{1,255}$'),
      procedure text not null check (procedure <> ''),
      fingerprint bytea not null check (length(fingerprint) = 32),
      answer text,
      created_at timestamptz(3) not null default now(),
      expires_at timestamptz(3) not null,
      primary key (principal, key)
    )`.execute(db);
  await sql`create index idempotency_key_expires_at_idx on idempotency_key (expires_at)`.execute(db);
}
