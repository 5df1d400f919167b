import type * as z from "zod";
import { migrations } from "../../migrations/index.ts";
import type { Db } from "../../server/database/index.ts";
import { migrateWithin } from "../../server/database/migrate.ts";
import { Refusal } from "../change/feature-names.ts";
import { controlLine, head, tableLine, tail } from "./format.ts";
import {
  analyse,
  bareTables,
  type Column,
  completeTables,
  insertRows,
  listTables,
  setSequence,
  type Table,
} from "./queries.ts";

const batchBytes = 2 * 1024 * 1024;
const maxBatchRows = 2000;

const notOurs = () => new Refusal("This is not a file of npm run export.");

function parseControl(line: string): z.output<typeof controlLine> {
  try {
    return controlLine.parse(JSON.parse(line));
  } catch {
    throw notOurs();
  }
}

/** @throws {Refusal} where the file is of a release with other migrations. */
function checkRelease(line: string): void {
  const { success, data } = head.safeParse(parseControl(line));
  if (!success) throw notOurs();
  const own = Object.keys(migrations);
  const missing = data.migrations.filter((name) => !own.includes(name));
  const extra = own.filter((name) => !data.migrations.includes(name));
  if (missing.length + extra.length === 0) return;
  const lists = [
    ...(missing.length > 0 ? [`only the file has ${missing.join(", ")}`] : []),
    ...(extra.length > 0 ? [`only this release has ${extra.join(", ")}`] : []),
  ];
  throw new Refusal(`Both sides need the same migrations: ${lists.join("; ")}. Import with the release that exported.`);
}

/** The columns that a table of the file has here. */
function columnsHere(tables: readonly Table[], { table, columns }: z.output<typeof tableLine>): readonly Column[] {
  const here = tables.find(({ name }) => name === table)?.columns ?? [];
  const found = columns.flatMap((name) => here.find((column) => column.name === name) ?? []);
  if (found.length !== columns.length || found.length !== here.length)
    throw new Refusal(`Table ${table} has other columns in this database than in the file.`);
  return found;
}

/** Collects rows of one table after the other, and writes them in batches. */
function createLoad(tx: Db, tables: readonly Table[]) {
  let target: { readonly name: string; readonly columns: readonly Column[] } | undefined;
  let rows: string[] = [];
  let bytes = 0;
  let count = 0;
  const flush = async () => {
    if (target !== undefined && rows.length > 0) await insertRows(tx, target.name, target.columns, rows);
    count += rows.length;
    rows = [];
    bytes = 0;
  };
  return {
    begin: async (line: z.output<typeof tableLine>) => {
      await flush();
      target = { name: line.table, columns: columnsHere(tables, line) };
    },
    add: async (row: string) => {
      rows.push(row);
      bytes += row.length;
      if (bytes >= batchBytes || rows.length === maxBatchRows) await flush();
    },
    flush,
    count: () => count,
  };
}

async function load(tx: Db, tables: readonly Table[], lines: AsyncIterator<string>): Promise<number> {
  const { begin, add, flush, count } = createLoad(tx, tables);
  for (;;) {
    const { done, value: line } = await lines.next();
    if (done) throw new Refusal("The file is truncated.");
    if (line.startsWith("[")) {
      await add(line);
      continue;
    }
    const control = parseControl(line);
    const named = tableLine.safeParse(control);
    const last = tail.safeParse(control);
    if (named.success) await begin(named.data);
    if (!last.success) continue;
    await flush();
    if (count() !== last.data.rows) throw new Refusal("The file is incomplete: rows are missing.");
    for (const sequence of last.data.sequences) await setSequence(tx, sequence);
    return count();
  }
}

/**
 * Fills a database that has no tables yet with what {@link exportDatabase} wrote, all in one transaction. Triggers do not run, since
 * what they would do was exported as well.
 * @returns how many rows there are.
 * @throws {Refusal} for a file or database that does not fit.
 */
export async function importDatabase(db: Db, lines: AsyncIterator<string>): Promise<number> {
  const first = await lines.next();
  if (first.done) throw notOurs();
  checkRelease(first.value);
  const count = await db.transaction().execute(async (tx) => {
    if ((await listTables(tx)).length > 0)
      throw new Refusal("The database has tables already. Import into one that has none, such as a new one.");
    if ((await migrateWithin(tx)) === undefined)
      throw new Refusal("Another process is migrating the database. Try again when it has finished.");
    const tables = await listTables(tx);
    const keys = await bareTables(tx, tables);
    const loaded = await load(tx, tables, lines);
    await completeTables(tx, tables, keys);
    return loaded;
  });
  await analyse(db);
  return count;
}
