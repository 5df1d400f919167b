import { CompiledQuery, sql } from "kysely";
import { describe } from "vitest";
import { transaction } from "../../server/database/index.ts";
import { deleteOldWebhooks, replayMessages } from "../../server/webhooks/index.ts";
import { recordAttempt } from "../../server/webhooks/queries.ts";
import { listMissed, preferIndexes } from "../../server/webhooks/replay.queries.ts";
import { expect, type Kit, test } from "../kit/index.ts";
import { createRecorder } from "../support/recorder.ts";
import { enqueueMessages, open } from "./opened.ts";

test("replay: an endpoint gets only earlier events of its account and its event names", async () => {
  const { kit, ada, sink, send } = await open();
  const [own, other] = [(await ada.person()).id, (await kit.member("grace").person()).id];
  const [before] = await enqueueMessages(kit, own, other);
  const { endpoint } = await ada.webhooks.create({ url: sink.url });
  await enqueueMessages(kit, other);
  const range = {
    since: new Date(Date.now() - 60_000).toISOString(),
    until: new Date(Date.now() + 60_000).toISOString(),
  };
  await send();
  expect(sink.received).toEqual([]);
  for (let turn = 0; turn < 2; turn++)
    expect(await ada.webhooks.replay({ id: endpoint.id, ...range })).toEqual({ count: 1, next: null });
  await send();
  expect(sink.received.map(({ headers }) => headers["webhook-id"])).toEqual([before]);
  await ada.webhooks.update({ id: endpoint.id, events: ["profile.followed"] });
  expect(await ada.webhooks.replay({ id: endpoint.id, ...range })).toEqual({ count: 0, next: null });
  expect(await ada.webhooks.replay({ id: endpoint.id, eventId: crypto.randomUUID() })).toEqual({
    count: 0,
    next: null,
  });
});

test("replay: the next call continues with events that were committed out of order", async () => {
  const { kit, ada, sink } = await open();
  const { endpoint } = await ada.webhooks.create({ url: sink.url });
  const payload = JSON.stringify({ accountId: (await ada.person()).id });
  const until = new Date(Date.now() + 60_000).toISOString();
  // Each event occurred one second before its predecessor in the log.
  await sql`
    insert into event_log (slot, position, event_id, name, is_public, payload, occurred_at)
      select 0, n, gen_random_uuid(), 'account.registered', true, ${payload}, now() - make_interval(secs => n)
        from generate_series(1, 1500) n`.execute(kit.db);
  let since: string | null = new Date(Date.now() - 3_600_000).toISOString();
  while (since !== null) ({ next: since } = await ada.webhooks.replay({ id: endpoint.id, since, until }));
  expect((await ada.webhooks.get({ id: endpoint.id })).pending).toBe(1500);
});

test("replay: the log is read by index, for a time range and for an id", async () => {
  const { kit } = await open();
  const range = { endpointId: crypto.randomUUID(), max: 10 };
  const asked = [
    { ...range, since: "2026-01-01T00:00:00Z", until: "2026-01-02T00:00:00Z" },
    { ...range, messageId: crypto.randomUUID() },
  ];
  for (const one of asked) {
    const recorder = createRecorder();
    await listMissed(recorder.db, one);
    const [statement] = recorder.queries;
    const plan = await transaction(kit.db, async (tx) => {
      await preferIndexes(tx);
      return tx.executeQuery(CompiledQuery.raw(`explain ${statement?.sql}`, [...(statement?.parameters ?? [])]));
    });
    expect(JSON.stringify(plan.rows)).toContain("event_log_0_");
    expect(JSON.stringify(plan.rows)).not.toContain("Seq Scan on event_log");
  }
});

test("replay: a call examines a bounded part of the log, and later calls find the rest", async () => {
  const { kit, ada, sink } = await open();
  const { endpoint } = await ada.webhooks.create({ url: sink.url });
  const accountId = (await ada.person()).id;
  const begin = Date.now() - 3_600_000;
  // Every hundredth is about the account; some were numbered half an hour after they occurred.
  await sql`
    insert into event_log (slot, position, event_id, name, is_public, payload, occurred_at, numbered_at)
      select n % 3, n, gen_random_uuid(), 'account.registered', true,
          jsonb_build_object('accountId', case n % 100 when 0 then ${accountId}::bigint else 0 end),
          moment - case n % 500 when 0 then interval '30 min' else interval '0' end, moment
        from generate_series(1, 3000) n, to_timestamp(${begin / 1000}::double precision + n) moment`.execute(kit.db);
  const range = { endpointId: endpoint.id, until: new Date().toISOString(), max: 1000, maxExamined: 700 };
  const counts: number[] = [];
  let since: string | null = new Date(begin - 1_800_000).toISOString();
  while (since !== null) {
    const from: string = since;
    const { count, next } = await transaction(kit.db, (tx) => replayMessages(tx, { ...range, since: from }));
    counts.push(count);
    since = next;
  }
  expect((await ada.webhooks.get({ id: endpoint.id })).pending).toBe(30);
  expect(Math.max(...counts)).toBeLessThan(15);
});

/** Waits until the work is over, or waits for a lock. */
async function untilBlocked({ db }: Kit, work: Promise<unknown>): Promise<void> {
  let isOver = false;
  void work
    .catch(() => {})
    .then(() => {
      isOver = true;
    });
  await expect
    .poll(async () => {
      const { rows } = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
      return isOver || rows.length > 0;
    })
    .toBe(true);
}

describe("deleteOldWebhooks: the count of pending deliveries stays right", () => {
  const aged = async (age: "8 days" | "31 days") => {
    const { kit, ada, sink, send } = await open();
    const { id: accountId } = await ada.person();
    const { endpoint } = await ada.webhooks.create({ url: sink.url });
    const [messageId = ""] = await enqueueMessages(kit, accountId);
    if (age === "8 days") await send();
    await sql`update webhook_message set created_at = now() - ${age}::interval`.execute(kit.db);
    return { kit, ada, endpointId: endpoint.id, messageId };
  };
  const isPendingCountRight = async ({ db }: Kit) => {
    const { rows } = await sql`
      select from webhook_endpoint e where pending <> (
        select count(*) from webhook_delivery d where d.endpoint_id = e.id and state = 'pending')`.execute(db);
    return rows.length === 0;
  };

  test("while one of the deleted messages is replayed", async () => {
    const { kit, endpointId, messageId } = await aged("8 days");
    let deleted = Promise.resolve();
    await transaction(kit.db, async (tx) => {
      await replayMessages(tx, { endpointId, messageId, max: 1 });
      deleted = deleteOldWebhooks(kit.db, 10);
      await untilBlocked(kit, deleted);
    });
    await deleted;
    expect(await isPendingCountRight(kit)).toBe(true);
  });

  test("while the last attempt at one of the deleted messages is recorded", async () => {
    const { kit, endpointId, messageId } = await aged("31 days");
    let deleted = Promise.resolve();
    await transaction(kit.db, async (tx) => {
      await recordAttempt(tx, {
        ...{ endpointId, messageId, event: "account.registered", lease: crypto.randomUUID(), attempt: 1 },
        ...{ status: 204, error: null, durationMs: 1, state: "delivered", pauseMs: 0, isWorking: true },
      });
      deleted = deleteOldWebhooks(kit.db, 10);
      await untilBlocked(kit, deleted);
    });
    await deleted;
    expect(await isPendingCountRight(kit)).toBe(true);
  });
});
