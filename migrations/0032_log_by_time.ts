import { type Kysely, sql } from "kysely";

const statements = [
  // Summaries of blocks cost an append next to nothing, where an entry for each event would cost a third of its numbering.
  `create index event_log_occurred_at_idx on event_log using brin (occurred_at)
    with (pages_per_range = 32, autosummarize = on)`,
  // PostgreSQL 13 has no such summary of ids, and looks through the log for one.
  `do $$ begin
    if current_setting('server_version_num')::integer >= 140000 then
      create index event_log_event_id_idx on event_log using brin (event_id uuid_bloom_ops (n_distinct_per_range = 2000))
        with (pages_per_range = 32, autosummarize = on);
    end if;
  end $$`,
  // Positions follow the time of numbering, so that it is found by halving. Where none is before, one less than the first.
  `create function event_log_position_before(moment timestamptz) returns bigint language plpgsql stable
    set enable_seqscan = off set jit = off as $$
  declare
    low bigint;
    high bigint;
    middle bigint;
    found record;
  begin
    select position - 1 into low from event_log order by position limit 1;
    select position into high from event_log order by position desc limit 1;
    while low < high loop
      middle := low + (high - low + 1) / 2;
      select position, numbered_at into found from event_log where position >= middle order by position limit 1;
      if found.numbered_at < moment then
        low := found.position;
      else
        high := middle - 1;
      end if;
    end loop;
    return low;
  end
  $$`,
];

/** The event log is read by time and by id without looking through all of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
