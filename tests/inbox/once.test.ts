import { sql } from "kysely";
import { expect, test } from "vitest";
import { transaction } from "../../server/database/index.ts";
import { deleteOldInbox, isLatest, once } from "../../server/inbox/index.ts";
import { databaseForTest } from "../support/database.ts";

test("once: a message is new one time for each source, and again after its handler failed", async () => {
  const { db } = await databaseForTest();
  const receive = (source: string, id: string) => transaction(db, (tx) => once(tx, source, id));
  const failing = transaction(db, async (tx) => {
    await once(tx, "webhook:billing", "1");
    throw new Error("the handler failed");
  });
  await expect(failing).rejects.toThrow("the handler failed");
  expect(await receive("webhook:billing", "1")).toBe(true);
  expect(await receive("webhook:billing", "1")).toBe(false);
  expect(await receive("broker:billing", "1")).toBe(true);
});

test("once: of concurrent deliveries of one message a single one is new", async () => {
  const { db } = await databaseForTest();
  const receive = () => transaction(db, (tx) => once(tx, "webhook:billing", "1"));
  const received = await Promise.all([receive(), receive(), receive(), receive()]);
  expect(received.filter((isNew) => isNew)).toHaveLength(1);
});

test("once: needs the handler's transaction", async () => {
  const { db } = await databaseForTest();
  // @ts-expect-error a pool is no transaction
  await expect(once(db, "webhook:billing", "1")).rejects.toThrow("in its handler's transaction");
});

test("isLatest: a state older than the known one of its subject is detected", async () => {
  const { db } = await databaseForTest();
  const receive = (subject: string, at: number) =>
    transaction(db, (tx) => isLatest(tx, "webhook:billing", subject, at));
  expect(await receive("invoice 1", 2000)).toBe(true);
  expect(await receive("invoice 1", 1000)).toBe(false);
  expect(await receive("invoice 1", 2000)).toBe(true);
  expect(await receive("invoice 2", 1000)).toBe(true);
  expect(await receive("invoice 1", 3000)).toBe(true);
});

test("deleteOldInbox: messages are forgotten after 30 days", async () => {
  const { db } = await databaseForTest();
  await transaction(db, async (tx) => {
    for (const id of ["old", "new"]) {
      await once(tx, "s", id);
      await isLatest(tx, "s", id, 1);
    }
  });
  await sql`update inbox set received_at = now() - interval '31 days' where id = 'old'`.execute(db);
  await sql`update inbox_order set updated_at = now() - interval '31 days' where subject = 'old'`.execute(db);
  await deleteOldInbox(db, 100);
  expect(await db.selectFrom("inbox").select("id").execute()).toEqual([{ id: "new" }]);
  expect(await db.selectFrom("inbox_order").select("subject").execute()).toEqual([{ subject: "new" }]);
});
