import { expect, test } from "vitest";
import { databaseForTest } from "../support/database.ts";
import { attemptsOf, endpointRow, enqueueMessages, insertAccount, insertEndpoint, openSender } from "./sender.ts";
import { openSink } from "./sink.ts";

test("endpoints that hang, more than there are slots, keep none from one that answers; a stop releases them", async () => {
  const { db } = await databaseForTest();
  const accountId = await insertAccount(db);
  const [hanging, answering] = [await openSink(), await openSink()];
  hanging.answer = () => {};
  const slow = await Promise.all([1, 2, 3, 4].map(() => insertEndpoint(db, accountId, hanging.url)));
  await enqueueMessages(db, accountId);
  const sender = openSender(db, { concurrency: 2, slowConcurrency: 8, slowAfterMs: 20, deadlineMs: 600_000 });
  const stop = new AbortController();
  const loop = sender.loop(stop.signal, { pollMs: 20, drainMs: 0 });
  await expect.poll(() => hanging.received.length, { timeout: 30_000 }).toBe(4);
  await insertEndpoint(db, accountId, answering.url);
  await enqueueMessages(db, accountId, 3);
  await expect.poll(() => answering.received.length, { timeout: 30_000 }).toBe(3);
  expect(hanging.received).toHaveLength(4);
  stop.abort();
  await loop;
  for (const { id } of slow) {
    expect(await endpointRow(db, id)).toMatchObject({ lease: null, pending: 4, failing_since: null });
    expect(await attemptsOf(db, id)).toEqual([]);
  }
});

test("two senders on one database send each message once", async () => {
  const { db } = await databaseForTest();
  const accountId = await insertAccount(db);
  const sink = await openSink();
  for (let made = 0; made < 5; made++) await insertEndpoint(db, accountId, sink.url);
  await enqueueMessages(db, accountId, 4);
  const [one, two] = [openSender(db), openSender(db)];
  await Promise.all([one.runOnce({ max: 100 }), two.runOnce({ max: 100 })]);
  await one.runOnce({ max: 100 });
  expect(sink.received).toHaveLength(20);
});
