import { type Kysely, sql } from "kysely";

/** Webhooks in both directions: endpoints and deliveries to them, and the inbox of received messages. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Messages of other systems that were handled already, from brokers and webhooks: a redelivered one has no effect.
  await sql`
    create table inbox (
      source text not null check (octet_length(source) between 1 and 200),
      id text not null check (octet_length(id) between 1 and 512),
      received_at timestamptz(3) not null default now(),
      primary key (source, id)
    )`.execute(db);
  await sql`create index inbox_received_at_idx on inbox (received_at)`.execute(db);

  // The latest state of each subject by source, so that a message which was overtaken changes nothing.
  await sql`
    create table inbox_order (
      source text not null check (octet_length(source) between 1 and 200),
      subject text not null check (octet_length(subject) between 1 and 512),
      latest bigint not null,
      updated_at timestamptz(3) not null default now(),
      primary key (source, subject)
    )`.execute(db);
  await sql`create index inbox_order_updated_at_idx on inbox_order (updated_at)`.execute(db);

  await sql`
    create table webhook_endpoint (
      id uuid primary key,
      account_id bigint not null references account on delete cascade,
      url text not null check (octet_length(url) between 1 and 2048),
      description text not null,
      events text[] not null,
      is_for_all boolean not null,
      signature text not null check (signature in ('hmac', 'ed25519')),
      sealed_secret text not null,
      public_key text,
      previous_sealed_secret text,
      previous_until timestamptz(3),
      disabled_at timestamptz(3),
      disabled_reason text check (disabled_reason in ('owner', 'gone', 'failing')),
      failing_since timestamptz(3),
      pending integer not null default 0 check (pending >= 0),
      due_at timestamptz not null default now(),
      lease uuid,
      created_at timestamptz(3) not null default now(),
      check ((disabled_at is null) = (disabled_reason is null))
    )`.execute(db);
  await sql`create index webhook_endpoint_account_id_idx on webhook_endpoint (account_id, created_at)`.execute(db);
  await sql`create index webhook_endpoint_for_all_idx on webhook_endpoint (id) where is_for_all`.execute(db);
  await sql`create index webhook_endpoint_due_at_idx on webhook_endpoint (due_at)
    where pending > 0 and disabled_at is null`.execute(db);

  // The sent message, once for all endpoints: every attempt sends and signs exactly these bytes.
  await sql`
    create table webhook_message (
      id uuid primary key,
      position bigint,
      event text not null,
      account_id bigint,
      occurred_at timestamptz(3) not null,
      body text not null,
      traceparent text,
      created_at timestamptz(3) not null default now()
    )`.execute(db);
  await sql`create index webhook_message_position_idx on webhook_message (position)`.execute(db);
  await sql`create index webhook_message_occurred_at_idx on webhook_message (occurred_at)`.execute(db);
  await sql`create index webhook_message_created_at_idx on webhook_message (created_at)`.execute(db);

  await sql`
    create table webhook_delivery (
      endpoint_id uuid not null references webhook_endpoint on delete cascade,
      message_id uuid not null references webhook_message on delete cascade,
      position bigint not null,
      state text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
      attempts integer not null default 0 check (attempts >= 0),
      primary key (endpoint_id, message_id)
    )`.execute(db);
  await sql`create index webhook_delivery_message_id_idx on webhook_delivery (message_id)`.execute(db);
  await sql`create index webhook_delivery_pending_idx on webhook_delivery (endpoint_id, position)
    where state = 'pending'`.execute(db);

  await sql`
    create table webhook_attempt (
      id bigint generated always as identity primary key,
      endpoint_id uuid not null references webhook_endpoint on delete cascade,
      message_id uuid not null,
      event text not null,
      attempt integer not null,
      at timestamptz(3) not null default now(),
      duration_ms integer not null,
      status integer,
      error text
    )`.execute(db);
  await sql`create index webhook_attempt_endpoint_id_idx on webhook_attempt (endpoint_id, id desc)`.execute(db);
  await sql`create index webhook_attempt_at_idx on webhook_attempt (at)`.execute(db);
}
