import { type Kysely, sql } from "kysely";

/** The transactional outbox: events are written with the change that they describe, and delivered afterwards. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // `available_at` is when a dispatcher may next claim the row: retries and leases both postpone it, so one index
  // finds due rows. It has microseconds: rounded up, a new row would become due after its notification.
  await sql`
    create table outbox (
      id uuid primary key default gen_random_uuid(),
      event text not null check (event <> ''),
      payload jsonb not null,
      state text not null default 'pending' check (state in ('pending', 'done', 'dead')),
      attempts integer not null default 0 check (attempts >= 0),
      lease uuid check (lease is null or state = 'pending'),
      last_error text check (last_error in ('failed', 'timed_out', 'payload_misfit', 'lease_lapsed')),
      created_at timestamptz not null default now(),
      available_at timestamptz not null default now(),
      finished_at timestamptz check ((finished_at is null) = (state = 'pending'))
    )`.execute(db);
  await sql`create index outbox_pending_idx on outbox (available_at) where state = 'pending'`.execute(db);
  await sql`create index outbox_finished_idx on outbox (state, finished_at) where state <> 'pending'`.execute(db);
}
