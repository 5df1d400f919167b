import { type Kysely, sql } from "kysely";

/** Number of partitions. The log grows in one of them; the others hold what is kept, or are empty. */
const partitions = 10;

const columns = `
  event_id uuid not null,
  name text not null check (name <> ''),
  event_key text,
  is_public boolean not null,
  payload jsonb not null,
  occurred_at timestamptz not null,
  traceparent text`;

const tables = [
  // Appended, not yet numbered. The identity orders events of transactions that did not overlap.
  `create table event_pending (
    id bigint primary key generated always as identity,
    event_id uuid not null default gen_random_uuid(),
    name text not null check (name <> ''),
    event_key text,
    is_public boolean not null,
    payload jsonb not null,
    occurred_at timestamptz not null default clock_timestamp(),
    traceparent text
  ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0)`,
  `create table event_log (
    slot smallint not null,
    position bigint not null,${columns},
    numbered_at timestamptz not null default clock_timestamp(),
    primary key (slot, position)
  ) partition by list (slot)`,
  ...Array.from(
    { length: partitions },
    (_, slot) => `create table event_log_${slot} partition of event_log for values in (${slot})`,
  ),
  // Its row lock orders all numbering. `event_id` is that of the last event, which the log may have dropped since.
  `create table event_head (
    singleton boolean primary key default true check (singleton),
    position bigint not null default 0,
    event_id uuid,
    slot smallint not null default 0,
    slot_started_at timestamptz not null default now()
  )`,
  `insert into event_head default values`,
  `create table event_reader (
    name text primary key,
    position bigint not null,
    lease uuid,
    leased_until timestamptz,
    moved_at timestamptz not null default now()
  )`,
  // Events that a reader could not handle, and those behind them with the same key.
  `create table event_delivery (
    reader text not null references event_reader (name) on delete cascade,
    position bigint not null,${columns},
    state text not null default 'waiting' check (state in ('waiting', 'dead')),
    attempts integer not null default 0 check (attempts >= 0),
    available_at timestamptz not null default now(),
    finished_at timestamptz check ((finished_at is null) = (state = 'waiting')),
    primary key (reader, position)
  )`,
  `create index event_delivery_waiting_idx on event_delivery (reader, event_key, position) where state = 'waiting'`,
  `create index event_delivery_dead_idx on event_delivery (finished_at) where state = 'dead'`,
];

const functions = [
  // Each statement of a volatile function takes a new snapshot, so that what committed before the lock was granted is seen.
  `create function event_log_number(max_rows integer) returns integer language plpgsql as $$
  declare
    head event_head;
    moved_rows integer;
  begin
    if not exists (select from event_pending) then
      return 0;
    end if;
    select * into strict head from event_head for update;
    with moved as (
      delete from event_pending
        where id in (select id from event_pending order by id limit max_rows)
        returning *
    ), numbered as (
      insert into event_log (slot, position, event_id, name, event_key, is_public, payload, occurred_at, traceparent)
        select head.slot, head.position + row_number() over (order by id),
            event_id, name, event_key, is_public, payload, occurred_at, traceparent
          from moved
        returning position, event_id
    )
    update event_head set position = latest.position, event_id = latest.event_id
      from (select numbered.position, numbered.event_id from numbered order by numbered.position desc limit 1) as latest
      where latest.position > event_head.position
      returning (event_head.position - head.position)::integer into moved_rows;
    return coalesce(moved_rows, 0);
  end
  $$`,
  `create function event_log_read(after bigint, max_rows integer) returns setof event_log language plpgsql as $$
  begin
    perform event_log_number(1000);
    return query select * from event_log where position > after order by position limit max_rows;
  end
  $$`,
  // The lock timeout bounds how long a reader of the partition, such as a backup, can hold up the log.
  `create function event_log_trim(kept interval) returns integer language plpgsql set lock_timeout = '200ms' as $$
  declare
    head event_head;
    next_slot smallint;
    newest timestamptz;
    dropped integer := 0;
  begin
    select * into strict head from event_head;
    for next_slot in select (head.slot + step) % ${partitions} from generate_series(1, ${partitions - 1}) as step loop
      execute format('select numbered_at from event_log_%s order by position desc limit 1', next_slot) into newest;
      if newest < now() - kept then
        execute format('truncate event_log_%s', next_slot);
        dropped := dropped + 1;
      end if;
    end loop;
    if head.slot_started_at < now() - kept / 8 then
      next_slot := (head.slot + 1) % ${partitions};
      execute format('select numbered_at from event_log_%s limit 1', next_slot) into newest;
      if newest is null then
        update event_head set slot = next_slot, slot_started_at = now() where slot = head.slot;
      end if;
    end if;
    return dropped;
  end
  $$`,
];

/** The ordered event log: events are numbered after their commit, in one order for all readers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...functions]) await sql.raw(statement).execute(db);
}
