import { type Kysely, sql } from "kysely";

/**
 * Turns the outbox into a queue of jobs. The former name remains as a view, through which the previous release goes on
 * reading and writing its own jobs, and sees no others.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    "alter table outbox rename to job",
    "alter table job rename column event to name",
    "alter table job rename column payload to input",
    "alter table job rename constraint outbox_pkey to job_pkey",
    "alter index outbox_finished_idx rename to job_finished_idx",
    "alter index outbox_account_id_idx rename to job_account_id_idx",
    "alter index outbox_email_idx rename to job_email_idx",
    "alter table job drop constraint outbox_state_check",
    "alter table job add constraint job_state_check check (state in ('pending', 'done', 'dead', 'cancelled'))",
    // The order of jobs that share a key. A default that is set afterwards rewrites no rows.
    "create sequence job_position_seq",
    `alter table job add column position bigint, add column key text check (key <> ''), add column unique_key text,
      add column schedule text, add column scheduled_for timestamptz, add column traceparent text`,
    "alter table job alter column position set default nextval('job_position_seq')",
    "alter sequence job_position_seq owned by job.position",
    // A job that waits behind another one of its key is available at infinity: at the end of this index.
    "create index job_due_idx on job (name, available_at) where state = 'pending'",
    "drop index outbox_pending_idx",
    "create unique index job_unique_key_idx on job (name, unique_key) where state = 'pending' and unique_key is not null",
    "create index job_key_idx on job (name, key, position) where state = 'pending' and key is not null",
    "create unique index job_running_key_idx on job (name, key) where lease is not null and key is not null",
    "create index job_running_idx on job (name) where lease is not null",
    "create unique index job_schedule_idx on job (schedule, scheduled_for) where schedule is not null",
    `create view outbox as
      select id, name as event, input as payload, state, attempts, lease, last_error, created_at, available_at, finished_at
      from job where name in ('cache.cleared', 'email.verification_requested', 'email.change_requested',
        'password.reset_requested', 'notice.due')`,
    `create table job_step (
      job_id uuid not null references job (id) on delete cascade,
      name text not null check (name <> ''),
      result jsonb not null,
      primary key (job_id, name)
    )`,
    `create table job_schedule (
      name text primary key check (name <> ''),
      definition text not null,
      next_at timestamptz not null
    )`,
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
