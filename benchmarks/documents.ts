import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { drafts } from "../docs/examples/cookbook/drafts.ts";
import { startEmbeddedPostgres } from "../embedded/postgres.ts";
import type { Db } from "../server/database/index.ts";
import { migrate } from "../server/database/migrate.ts";
import { indexStatement } from "../server/documents/index.ts";
import { createDocumentList } from "../server/documents/list.queries.ts";
import { findDocument } from "../server/documents/queries.ts";
import { collectionOf } from "../shared/contract/index.ts";
import { openConnection } from "./dataset.ts";
import { median } from "./statistics.ts";

// Reads of documents in a collection of 10,000 and of 1,000,000: `node benchmarks/documents.ts [runs]`.

const sizes = [10_000, 1_000_000];
const perOwner = 1000;
const warmRuns = 30;
const runs = Number(process.argv[2] ?? 300);
const { name: collection, indexes } = collectionOf(drafts);

/** A database with a collection of so many documents, a thousand an account, of about 400 bytes each. */
async function fill(db: Db, documents: number): Promise<void> {
  await migrate(db);
  await sql`insert into account (username, email)
    select 'a' || n, 'a' || n || '@example.com' from generate_series(1, ${sql.lit(documents / perOwner)}) n`.execute(
    db,
  );
  await sql`insert into document (collection, account_id, key, version, body)
    select ${collection}, n % ${sql.lit(documents / perOwner)} + 1, 'k' || n, 2, json_build_object('title', md5(n::text),
        'words', n % 997, 'state', 'draft', 'labels', json_build_object('text', repeat(md5(n::text), 10)))
      from generate_series(1, ${sql.lit(documents)}) n`.execute(db);
  for (const index of indexes) await sql.raw(indexStatement(collection, index).statement).execute(db);
  await sql`vacuum (analyze) document`.execute(db);
}

const byTitle = indexes.find(({ field }) => field === "title");
const byWords = indexes.find(({ field }) => field === "words");
const list = createDocumentList({ collection, index: byTitle, order: "asc" });
const listWords = createDocumentList({ collection, index: byWords, order: "desc" });
const page = {
  limit: 21,
  equals: undefined,
  from: undefined,
  to: undefined,
  afterValue: undefined,
  afterKey: undefined,
};

const reads: Readonly<Record<string, (db: Db, accountId: number) => Promise<unknown>>> = {
  "by key": (db, accountId) => findDocument(db, { collection, accountId, key: `k${accountId - 1}` }),
  "a page by title": (db, accountId) => list(db, { ...page, accountId }),
  "a page by title, after a cursor": (db, accountId) =>
    list(db, { ...page, accountId, afterValue: "8", afterKey: "k" }),
  "a page by words, descending": (db, accountId) => listWords(db, { ...page, accountId }),
  "equal words": (db, accountId) => listWords(db, { ...page, accountId, equals: 500 }),
};

const folder = mkdtempSync(join(tmpdir(), "dovetail-documents-"));
const server = await startEmbeddedPostgres({ dataDir: folder, durable: false });
const admin = openConnection(server.url);
try {
  const contenders = [];
  for (const documents of sizes) {
    await sql`create database ${sql.id(`documents_${documents}`)}`.execute(admin.db);
    const url = new URL(server.url);
    url.pathname = `/documents_${documents}`;
    const { db, close } = openConnection(url.href);
    await fill(db, documents);
    contenders.push({ db, close, owners: documents / perOwner, times: new Map<string, number[]>() });
  }
  for (let turn = -warmRuns; turn < runs; turn++)
    for (const [name, read] of Object.entries(reads))
      for (const { db, owners, times } of turn % 2 === 0 ? contenders : contenders.toReversed()) {
        const accountId = (Math.abs(turn * 7919) % owners) + 1;
        const startedAt = performance.now();
        await read(db, accountId);
        if (turn >= 0) times.set(name, [...(times.get(name) ?? []), performance.now() - startedAt]);
      }
  for (const name of Object.keys(reads)) {
    const [small = 0, large = 0] = contenders.map(({ times }) => median(times.get(name) ?? []));
    process.stdout.write(
      `${name}: ${small.toFixed(3)} ms, ${large.toFixed(3)} ms, ratio ${(large / small).toFixed(2)}\n`,
    );
  }
  for (const { close } of contenders) await close();
} finally {
  await admin.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
