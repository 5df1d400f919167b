import { type Kysely, sql } from "kysely";

// Plans must not depend on statistics: pending events come and go faster than they are analyzed, and a partition that has just
// begun has none. Nor may a wrong estimate start the compiler, which takes longer than the read.
const byIndex = "set enable_seqscan = off set jit = off";

const statements = [
  // The slot came first, so that reading after a position read the whole log.
  `alter table event_log drop constraint event_log_pkey, add primary key (position, slot)`,
  // By `ctid`, since rows are never updated and the head's lock lets one transaction remove them.
  `create or replace function event_log_number(max_rows integer) returns integer language plpgsql ${byIndex} as $$
  declare
    head event_head;
    moved_rows integer;
  begin
    if not exists (select from event_pending where id > 0) then
      return 0;
    end if;
    select * into strict head from event_head where singleton for update;
    with moved as (
      delete from event_pending where ctid = any (array(select ctid from event_pending order by id limit max_rows))
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
      where event_head.singleton and latest.position > event_head.position
      returning (event_head.position - head.position)::integer into moved_rows;
    return coalesce(moved_rows, 0);
  end
  $$`,
  `create or replace function event_log_read(after bigint, max_rows integer) returns setof event_log language plpgsql
    ${byIndex} as $$
  begin
    perform event_log_number(1000);
    return query select * from event_log where position > after order by position limit max_rows;
  end
  $$`,
];

/** The event log is read by an index, whatever its size and the statistics. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
