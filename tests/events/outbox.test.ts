import { sql } from "kysely";
import { expect, test } from "vitest";
import { transaction } from "../../server/database/index.ts";
import { append, complete, type Delivery, listDead, listPending, replay } from "../../server/events/index.ts";
import { clearTags, outboxRig, outboxRow, pause } from "./rig.ts";

test("an event reaches its consumer once, with its id, payload and attempt", async () => {
  const { db, dispatcher } = await outboxRig();
  const [id] = await clearTags(db, "articles");
  const got: Omit<Delivery, "signal">[] = [];
  const { runOnce } = dispatcher({ "cache.cleared": async ({ signal, ...delivery }) => void got.push(delivery) });

  expect(await runOnce({ max: 10 })).toMatchObject({ delivered: 1, retried: 0, dead: 0 });
  expect(await runOnce({ max: 10 })).toMatchObject({ delivered: 0 });
  expect(got).toEqual([
    { id, event: "cache.cleared", payload: { tags: ["articles"] }, attempt: 1, createdAt: expect.any(String) },
  ]);
});

test("every committed write has exactly one event, a rolled back one has none", async () => {
  const { db, dispatcher } = await outboxRig();
  const write = (username: string, fails: boolean) =>
    transaction(db, async (tx) => {
      await tx.insertInto("account").values({ username, email: username }).execute();
      await append(tx, "cache.cleared", { tags: [username] });
      if (fails) throw new Error("changed my mind");
    });
  await Promise.allSettled(Array.from({ length: 60 }, (_, index) => write(`u${index}`, index % 3 === 0)));

  const told: string[] = [];
  await dispatcher({ "cache.cleared": async ({ payload }) => void told.push(...payload.tags) }).runOnce({ max: 1000 });
  const accounts = await db.selectFrom("account").select("username").execute();
  expect(accounts).toHaveLength(40);
  expect(told.sort()).toEqual(accounts.map(({ username }) => username).sort());
});

test("an event outside a transaction, and one with a wrong payload, are refused", async () => {
  const { db } = await outboxRig();
  // @ts-expect-error a pool is no transaction
  await expect(append(db, "cache.cleared", { tags: ["a"] })).rejects.toThrow(TypeError);
  await expect(transaction(db, (tx) => append(tx, "cache.cleared", { tags: [] }))).rejects.toThrow("tags");
  expect(await db.selectFrom("outbox").selectAll().execute()).toEqual([]);
});

test("a consumer that fails gets the event again under the same id", async () => {
  const { db, dispatcher, logLines } = await outboxRig();
  const [id = ""] = await clearTags(db, "a");
  const seen: string[] = [];
  const { runOnce } = dispatcher({
    "cache.cleared": async ({ id, attempt }) => {
      seen.push(`${id} ${attempt}`);
      if (attempt < 3) throw new Error("password=hunter2");
    },
  });
  for (let run = 0; run < 3; run++) {
    await runOnce({ max: 10 });
    await pause(5);
  }
  expect(seen).toEqual([1, 2, 3].map((attempt) => `${id} ${attempt}`));
  expect(await outboxRow(db, id)).toMatchObject({ state: "done", attempts: 3, last_error: "failed", lease: null });
  expect(JSON.stringify(await outboxRow(db, id))).not.toContain("hunter2");
  expect(logLines.filter(({ event }) => event === "outbox.delivery_failed")).toHaveLength(2);
});

test("pauses between attempts double up to a bound and differ from event to event", async () => {
  const { db, dispatcher } = await outboxRig();
  const tags = Array.from({ length: 40 }, (_, index) => `t${index}`);
  await clearTags(db, ...tags);
  const fail = async () => {
    throw new Error("no");
  };
  const pausesAfter = async (attempt: number) => {
    await sql`update outbox set available_at = now(), attempts = ${attempt - 1}`.execute(db);
    await dispatcher({ "cache.cleared": fail }, { retryPauseMs: 60_000, maxRetryPauseMs: 200_000 }).runOnce({
      max: 40,
    });
    const { rows } = await sql<{ ms: number }>`
      select extract(epoch from available_at - now())::float8 * 1000 as ms from outbox order by 1`.execute(db);
    return rows.map(({ ms }) => ms);
  };
  for (const [attempt, longestMs] of [
    [1, 60_000],
    [2, 120_000],
    [3, 200_000],
  ] as const) {
    const pauses = await pausesAfter(attempt);
    expect(pauses[0]).toBeGreaterThan(longestMs / 2 - 5000);
    expect(pauses.at(-1)).toBeLessThanOrEqual(longestMs);
    expect(new Set(pauses.map(Math.round)).size).toBeGreaterThan(20);
  }
});

test("an event that fails every time is given up, can be listed, and is delivered once replayed", async () => {
  const { db, dispatcher, logLines } = await outboxRig();
  const [id = "", other = ""] = await clearTags(db, "a", "b");
  let isBroken = true;
  const { runOnce } = dispatcher(
    {
      "cache.cleared": async ({ payload }) => {
        if (isBroken && payload.tags.includes("a")) throw new Error("down");
      },
    },
    { maxAttempts: 3 },
  );
  for (let run = 0; run < 5; run++) {
    await runOnce({ max: 10 });
    await pause(5);
  }
  expect(await listDead(db, { max: 10 })).toEqual([
    expect.objectContaining({ id, event: "cache.cleared", payload: { tags: ["a"] }, attempts: 3, lastError: "failed" }),
  ]);
  expect(logLines.filter(({ event }) => event === "outbox.event_dead")).toHaveLength(1);

  isBroken = false;
  expect(await replay(db, [id, other])).toBe(1);
  expect(await runOnce({ max: 10 })).toMatchObject({ delivered: 1 });
  expect(await listDead(db, { max: 10 })).toEqual([]);
});

test("an event whose dispatcher died at each attempt is given up and not tried for ever", async () => {
  const { db, dispatcher } = await outboxRig();
  const [id = ""] = await clearTags(db, "a");
  await sql`update outbox set attempts = 10, lease = gen_random_uuid()`.execute(db);
  const { runOnce, sweep } = dispatcher({ "cache.cleared": async () => {} });
  expect(await runOnce({ max: 10 })).toMatchObject({ delivered: 0 });
  await sweep();
  expect(await outboxRow(db, id)).toMatchObject({ state: "dead", last_error: "lease_lapsed" });
});

test("events of a version that this one does not know wait; a payload it cannot read is no crash", async () => {
  const { db, dispatcher } = await outboxRig();
  await sql`insert into outbox (event, payload) values ('from.tomorrow', '{}'), ('cache.cleared', '{"tags": 1}')`.execute(
    db,
  );
  const { runOnce } = dispatcher({ "cache.cleared": async () => {} });
  expect(await runOnce({ max: 10 })).toMatchObject({ retried: 1, delivered: 0 });
  const rows = await db.selectFrom("outbox").select(["event", "attempts", "last_error"]).orderBy("event").execute();
  expect(rows).toEqual([
    { event: "cache.cleared", attempts: 1, last_error: "payload_misfit" },
    { event: "from.tomorrow", attempts: 0, last_error: null },
  ]);
});

test("a run delivers no more than it was asked to, and never more at once than it may", async () => {
  const { db, dispatcher } = await outboxRig();
  await clearTags(db, ..."abcdefghijklmnopqrst");
  let running = 0;
  let most = 0;
  const consumers = {
    "cache.cleared": async () => {
      most = Math.max(most, ++running);
      await pause(5);
      running--;
    },
  };
  const { runOnce } = dispatcher(consumers, { concurrency: 3 });
  expect(await runOnce({ max: 7 })).toMatchObject({ delivered: 7 });
  expect(await runOnce({ max: 100 })).toMatchObject({ delivered: 13 });
  expect(most).toBe(3);
});

test("work done right after the commit is not done again by a dispatcher", async () => {
  const { db, dispatcher } = await outboxRig();
  const id = await transaction(db, (tx) => append(tx, "cache.cleared", { tags: ["a"] }, { delayMs: 60_000 }));
  const { runOnce } = dispatcher({ "cache.cleared": async () => {} });
  expect(await runOnce({ max: 10 })).toMatchObject({ delivered: 0 });
  expect(await complete(db, [id])).toBe(1);
  expect(await complete(db, [id])).toBe(0);
  expect(await complete(db, [])).toBe(0);
  expect(await outboxRow(db, id)).toMatchObject({ state: "done" });
});

test("listPending: includes events that are delayed or leased", async () => {
  const { db, dispatcher } = await outboxRig();
  const [failing = ""] = await clearTags(db, "failing");
  const fail = async () => {
    throw new Error("the cache is down");
  };
  await dispatcher({ "cache.cleared": fail }, { retryPauseMs: 600_000, maxRetryPauseMs: 600_000 }).runOnce({ max: 1 });
  const held = await transaction(db, (tx) => append(tx, "cache.cleared", { tags: ["held"] }, { delayMs: 600_000 }));
  const [taken = ""] = await clearTags(db, "taken");
  await db.updateTable("outbox").set({ lease: crypto.randomUUID() }).where("id", "=", taken).execute();

  const pending = await listPending(db, "cache.cleared", { max: 10 });
  expect(pending.map(({ payload }) => payload.tags[0]).sort()).toEqual(["failing", "held", "taken"]);
  expect(await complete(db, [failing, held, taken])).toBe(3);
  expect(await listPending(db, "cache.cleared", { max: 10 })).toEqual([]);
});

test("delivered events are deleted after a day, those that are pending or dead never", async () => {
  const { db, dispatcher } = await outboxRig();
  await sql`
    insert into outbox (event, payload, state, created_at, available_at, finished_at)
    select 'old', '{}', s, t, t, case when s <> 'pending' then t end
    from unnest(array['pending', 'done', 'dead']) s, unnest(array[now() - interval '25 hours', now()]) t,
      generate_series(1, 1200)`.execute(db);
  await dispatcher({}).sweep();
  const rows = await db
    .selectFrom("outbox")
    .select(["state", ({ fn }) => fn.countAll<number>().as("n")])
    .groupBy("state")
    .orderBy("state")
    .execute();
  expect(rows).toEqual([
    { state: "dead", n: 2400 },
    { state: "done", n: 1200 },
    { state: "pending", n: 2400 },
  ]);
});
