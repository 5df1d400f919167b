import { sql } from "kysely";
import type { Db } from "../../server/database/index.ts";

/** A duration; at least one field is required. */
export interface Duration {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

/** Controls time as the service sees it: the database's `now()`. */
export interface Clock {
  /**
   * Advances time by moving every stored timestamp into the past, which is equivalent for comparisons with `now()`.
   * It does not affect process clocks (cache entries, in-memory rate limits, TOTP codes), timestamps inside JSON, or
   * timestamps that a test read before.
   */
  readonly advance: (by: Duration) => Promise<void>;
}

// Timestamps are `timestamptz`, or milliseconds since 1970 in a column named so.
const columns = sql<{ text: string | null }>`
  select string_agg(format('update %I set %s;', table_name, changes), '') as text from (
    select table_name, string_agg(
        case data_type when 'bigint' then format('%1$I = %1$I - :ms', column_name)
          else format('%1$I = %1$I - :ms * interval ''1 millisecond''', column_name) end, ', ') as changes
      from information_schema.columns
      where table_schema = 'public' and table_name not like 'kysely%' and is_generated = 'NEVER'
        and (data_type = 'timestamp with time zone' or (data_type = 'bigint' and column_name like '%\\_at\\_ms'))
      group by table_name
  ) by_table`;

const msOf = ({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Duration): number =>
  (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;

/** Creates the clock of one database. */
export const createClock = (db: Db): Clock => ({
  advance: async (by) => {
    const ms = msOf(by);
    if (!(ms > 0 && Number.isSafeInteger(ms))) throw new RangeError("time passes forwards, by whole milliseconds");
    const [found] = (await columns.execute(db)).rows;
    const updates = (found?.text ?? "").replaceAll(":ms", String(ms));
    await sql.raw(`begin; set local session_replication_role = replica; ${updates} commit`).execute(db);
  },
});
