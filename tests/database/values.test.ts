import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Returns the JavaScript value of an SQL expression. */
async function read(expression: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(database.db);
  return rows[0]?.value;
}

test("a day, a timestamp without a zone and a decimal are read to the letter", async () => {
  expect(await read("date '2026-03-29'")).toBe("2026-03-29");
  expect(await read("timestamp '2026-03-29 02:30:00.5'")).toBe("2026-03-29 02:30:00.5");
  expect(await read("12345678901234567890.12::numeric")).toBe("12345678901234567890.12");
});

test("a 64-bit number is read exactly or not at all", async () => {
  expect(await read("9007199254740991::bigint")).toBe(Number.MAX_SAFE_INTEGER);
  expect(await read("9223372036854775807::bigint::text")).toBe("9223372036854775807");
  await expect(read("9007199254740993::bigint")).rejects.toThrow("select the column as text");
});
