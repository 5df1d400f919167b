import type { Db } from "../../server/database/index.ts";
import { Refusal } from "../change/feature-names.ts";
import { headOf } from "./format.ts";
import {
  closeRows,
  listMigrations,
  listSequences,
  listTables,
  nextRows,
  openRows,
  type Table,
  takeSnapshot,
} from "./queries.ts";

const batchBytes = 2 * 1024 * 1024;
const maxBatchRows = 2000;
const firstBatchRows = 20;

/** A table's rows, about `batchBytes` at a time. */
async function* rowsOf(tx: Db, table: Table): AsyncGenerator<readonly string[]> {
  await openRows(tx, table);
  for (let max = firstBatchRows; ; ) {
    const rows = await nextRows(tx, max);
    if (rows.length === 0) break;
    yield rows;
    const bytes = rows.reduce((sum, row) => sum + row.length, 0);
    max = Math.max(1, Math.min(maxBatchRows, Math.floor((batchBytes * rows.length) / bytes)));
  }
  await closeRows(tx);
}

/**
 * The whole database as text, in pieces that end with a line: one snapshot of all tables, and their sequences. `tx` must be fresh.
 * @throws {Refusal} when the database has no tables.
 */
export async function* exportDatabase(tx: Db): AsyncGenerator<string> {
  await takeSnapshot(tx);
  const tables = await listTables(tx);
  if (tables.length === 0) throw new Refusal("The database has no tables.");
  yield `${JSON.stringify(headOf(await listMigrations(tx)))}\n`;
  let count = 0;
  for (const table of tables) {
    yield `${JSON.stringify({ table: table.name, columns: table.columns.map(({ name }) => name) })}\n`;
    for await (const rows of rowsOf(tx, table)) {
      count += rows.length;
      yield `${rows.join("\n")}\n`;
    }
  }
  // Last: sequences belong to no snapshot, and are not behind the rows then.
  yield `${JSON.stringify({ rows: count, sequences: await listSequences(tx) })}\n`;
}
