import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { startEmbeddedPostgres } from "../embedded/postgres.ts";
import { seedLoad } from "../seed/load.ts";
import { connect, type Database, type Db } from "../server/database/index.ts";
import { migrate } from "../server/database/migrate.ts";

const seedingConnections = 4;

/** Contents of a database. */
export interface DatasetOptions {
  readonly articles: number;
  readonly authors: number;
  /** Folder to keep and reuse; absent means a temporary folder that is removed. */
  readonly dataDir: string | undefined;
  /** True: commits wait for the disk, as in production; false by default. */
  readonly durable?: boolean;
  readonly tell: (line: string) => void;
}

/** An embedded PostgreSQL with content. */
export interface Dataset {
  readonly url: string;
  readonly db: Db;
}

/** Opens connections without timeouts; one by default. */
export const openConnection = (url: string, maxConnections = 1): Database =>
  connect(url, {
    maxConnections,
    // As many as the server lets wait.
    maxWaiting: 500,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 0,
    onConnectionError: () => {},
  });

/** Brings the tables into the state of a long-running service: vacuumed, and small tables without bloat from batches. */
async function settle(db: Db): Promise<void> {
  // Vacuum does not mark pages as visible while their commits are not flushed.
  await sql`checkpoint`.execute(db);
  // A batch updates each tag count thousands of times between two vacuums; autovacuum would run every few hundred updates.
  await sql`vacuum (full) tag`.execute(db);
  await sql`vacuum (analyze)`.execute(db);
}

async function fill(db: Db, { articles, authors, tell }: DatasetOptions): Promise<void> {
  await migrate(db);
  const { rows } = await sql<{ n: number }>`select sum(articles)::bigint as n from article_total`.execute(db);
  if ((rows[0]?.n ?? 0) >= articles) return tell("the database is filled already");
  const startedAt = performance.now();
  await seedLoad(db, { articles, authors, favorites: 5, follows: 20 });
  await settle(db);
  tell(`filled with ${articles} articles in ${Math.round((performance.now() - startedAt) / 1000)} s`);
}

function folderFor({ dataDir, articles, authors }: DatasetOptions): { path: string; remove: () => void } {
  if (dataDir === undefined) {
    const path = mkdtempSync(join(tmpdir(), "dovetail-bench-"));
    return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  return { path: join(dataDir, `${articles}-articles-${authors}-authors`), remove: () => {} };
}

/** Starts PostgreSQL, fills it if it is empty, runs the work, and always stops it. */
export async function withDataset<T>(options: DatasetOptions, work: (dataset: Dataset) => Promise<T>): Promise<T> {
  const folder = folderFor(options);
  const server = await startEmbeddedPostgres({ dataDir: folder.path, durable: options.durable ?? false });
  const { db, close } = openConnection(server.url, seedingConnections);
  try {
    await fill(db, options);
    return await work({ url: server.url, db });
  } finally {
    await close();
    await server.stop();
    folder.remove();
  }
}
