import { readdirSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { blocksOf } from "../../scripts/docs/blocks.ts";
import { createTestDatabase } from "../support/database.ts";

const root = new URL("../../", import.meta.url);
const page = "docs/CONTRACTS-COOKBOOK.md";
const blocks = blocksOf(page, readFileSync(new URL(page, root), "utf8"));

test("the page shows the files that are tested, and all of them", () => {
  const shown = blocks.flatMap(({ attributes: { file }, text }) => (file === undefined ? [] : [[file, text] as const]));
  const files = readdirSync(new URL("docs/examples/cookbook/", root)).filter((name) => name !== "index.ts");
  expect(shown.map(([file]) => file).toSorted()).toEqual(
    files.map((name) => `docs/examples/cookbook/${name}`).toSorted(),
  );
  for (const [file, text] of shown) expect(text).toBe(readFileSync(new URL(file, root), "utf8"));
});

test("rows that are softly deleted free their name, come back, and end", async () => {
  const { db, drop } = await createTestDatabase();
  onTestFinished(() => drop());
  const text = blocks.find(({ language }) => language === "sql")?.text ?? expect.fail("no SQL");
  const [table, index, remove, restore, end] = text
    .replace(/^--.*$/gm, "")
    .split(";")
    .map((statement) => statement.trim());
  const run = async (statement: string | undefined) => (await sql.raw(statement ?? "").execute(db)).numAffectedRows;
  const add = () => run("insert into folder (owner_id, name) values (1, 'Plans')");
  await run(table);
  await run(index);
  expect(await add()).toBe(1n);
  await expect(add()).rejects.toThrow("folder_name");
  expect([await run(remove), await run(remove)]).toEqual([1n, 0n]);
  expect([await run(restore), await run(restore)]).toEqual([1n, 0n]);
  await run(remove);
  expect(await add()).toBe(1n);
  await expect(run(restore)).rejects.toThrow("folder_name");
  expect(await run(end)).toBe(0n);
  await run("update folder set deleted_at = now() - interval '31 days' where id = 1");
  expect([await run(restore), await run(end)]).toEqual([0n, 1n]);
});
