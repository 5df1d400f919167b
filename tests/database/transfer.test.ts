import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { Refusal } from "../../scripts/change/feature-names.ts";
import { exportDatabase } from "../../scripts/transfer/export.ts";
import { linesOf, writeFileOf } from "../../scripts/transfer/file.ts";
import { importDatabase } from "../../scripts/transfer/import.ts";
import { seedDemo } from "../../seed/demo.ts";
import type { Db } from "../../server/database/index.ts";
import { databaseForTest } from "../support/database.ts";

const folderForTest = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-transfer-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

function run(script: "export" | "import", url: string, path: string) {
  const { DATABASE_DIRECT_URL: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${script}.ts`, path], {
    env: { ...env, DATABASE_URL: url },
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

/** A digest of each table's rows, of each sequence, and of what belongs to the schema beside columns. */
async function digestsOf(db: Db): Promise<Readonly<Record<string, unknown>>> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'
      order by 1`.execute(db);
  const digests = new Map<string, unknown>();
  for (const { name } of tables) {
    const { rows } = await sql<{ digest: string }>`
      select count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), ',' order by md5(t::text)), '')) as digest
        from ${sql.id(name)} t`.execute(db);
    digests.set(name, rows[0]?.digest);
  }
  const { rows } = await sql<{ fact: string }>`
    select concat_ws(' ', sequencename, last_value) as fact from pg_sequences where schemaname = 'public'
    union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = 'public'::regnamespace and contype <> 'n'
    union all select concat_ws(' ', tgname, tgenabled) from pg_trigger where not tgisinternal
    order by 1`.execute(db);
  return { ...Object.fromEntries(digests), facts: rows };
}

async function filledDatabase() {
  const filled = await databaseForTest();
  await seedDemo(filled.db, true);
  // Values that a less exact transfer would change: text that looks like a format's own, bytes, and JSON's own null.
  await filled.db
    .updateTable("account")
    .set({ bio: 'a\\b\t"c"\n{d,NULL}\u{1f600}' })
    .where("username", "=", "demo")
    .execute();
  await filled.db.insertInto("job").values({ name: "test", input: "null" }).execute();
  const { id } = await filled.db.selectFrom("account").select("id").limit(1).executeTakeFirstOrThrow();
  const document = { collection: "drafts", account_id: id, key: "a", version: 1, body: '{"b": 1.10, "a":"\\u2028"}' };
  await filled.db.insertInto("document").values(document).execute();
  return filled;
}

test("a database moves to another as a whole, rows, sequences, keys and triggers, and goes on there", async () => {
  const [from, to, file] = [
    await filledDatabase(),
    await databaseForTest({ migrated: false }),
    join(folderForTest(), "all"),
  ];
  const exported = run("export", from.url, file);
  expect(exported).toMatchObject({ status: 0, output: expect.stringMatching(/password hashes/) });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(run("import", to.url, file)).toMatchObject({ status: 0, output: expect.stringMatching(/^Imported \d+ rows/) });
  expect(await digestsOf(to.db)).toEqual(await digestsOf(from.db));
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from article`.execute(to.db);
  expect(rows[0]?.count).toBeGreaterThan(10);
  const author = await to.db.selectFrom("account").select(["id", "articles_count"]).limit(1).executeTakeFirstOrThrow();
  const article = {
    author_id: author.id,
    slug: "moved",
    title: "Moved",
    description: "Moved",
    body: "Moved",
    tag_list: [],
  };
  await to.db
    .insertInto("article")
    .values({ ...article, created_at: new Date().toISOString() })
    .execute();
  const after = await to.db.selectFrom("account").select("articles_count").where("id", "=", author.id).execute();
  expect(after).toEqual([{ articles_count: author.articles_count + 1 }]);
});

const exportTo = (db: Db, path: string) => db.transaction().execute((tx) => writeFileOf(path, exportDatabase(tx)));

const refusalOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "",
    (error: unknown) => (error instanceof Refusal ? error.message : `not refused: ${String(error)}`),
  );

test("what does not fit is refused in one line, and the database stays as it was", async () => {
  const [from, to] = [await filledDatabase(), await databaseForTest({ migrated: false })];
  const folder = folderForTest();
  const [file, cut, foreign] = [join(folder, "all"), join(folder, "cut"), join(folder, "foreign")];
  await exportTo(from.db, file);
  writeFileSync(cut, readFileSync(file).subarray(0, -200));
  writeFileSync(foreign, "something else");
  expect(run("import", from.url, file)).toEqual({
    status: 1,
    output: "The database has tables already. Import into one that has none, such as a new one.\n",
  });
  expect(await refusalOf(exportTo(from.db, file))).toMatch(/exists already\.$/);
  expect(await refusalOf(importDatabase(to.db, linesOf(cut)))).toBe("The file is truncated.");
  expect(await refusalOf(importDatabase(to.db, linesOf(foreign)))).toMatch(/^This is not a file of npm run export/);
  expect(await refusalOf(importDatabase(to.db, linesOf(join(folder, "none"))))).toMatch(/^There is no file/);
  expect(await digestsOf(to.db)).toEqual({ facts: [] });
});

test("a file of a release with other migrations is refused, and both sides' differences are named", async () => {
  const [from, to] = [await databaseForTest(), await databaseForTest({ migrated: false })];
  const file = join(folderForTest(), "all");
  await sql`update kysely_migration set name = '9999_later' where name = '0002_articles'`.execute(from.db);
  await exportTo(from.db, file);
  await sql`update kysely_migration set name = '0002_articles' where name = '9999_later'`.execute(from.db);
  expect(await refusalOf(importDatabase(to.db, linesOf(file)))).toMatch(
    /only the file has 9999_later; only this release has 0002_articles/,
  );
});
