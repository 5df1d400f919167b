import { sql } from "kysely";
import { expect, test } from "vitest";
import { transaction } from "../../server/database/index.ts";
import { append, makeDue } from "../../server/events/index.ts";
import { clearTags, inBackground, outboxRig, outboxRow, pause, until } from "./rig.ts";

const manyTags = (count: number) => Array.from({ length: count }, (_, index) => `tag${index}`);

test("a commit wakes a dispatcher within 100 ms", async () => {
  const { db, url, dispatcher } = await outboxRig();
  const arrived = new Map<string, number>();
  const { loop } = dispatcher({ "cache.cleared": async ({ id }) => void arrived.set(id, performance.now()) });
  inBackground((signal) => loop(signal, { listenUrl: url, pollMs: 60_000 }));
  await clearTags(db, "warm up");
  await until(() => arrived.size === 1);

  const delaysMs: number[] = [];
  for (let round = 0; round < 10; round++) {
    const [id = ""] = await clearTags(db, `t${round}`);
    const committedAt = performance.now();
    await until(() => arrived.has(id));
    delaysMs.push((arrived.get(id) ?? Number.NaN) - committedAt);
  }
  expect(delaysMs.sort((a, b) => a - b)[5]).toBeLessThan(100);
});

test("a slow delivery does not keep the others waiting", async () => {
  const { db, url, dispatcher } = await outboxRig();
  const arrived: string[] = [];
  const { loop } = dispatcher({
    "cache.cleared": async ({ payload, signal }) => {
      if (payload.tags.includes("slow")) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      arrived.push(...payload.tags);
    },
  });
  inBackground((signal) => loop(signal, { listenUrl: url, pollMs: 60_000, drainMs: 0 }));
  await clearTags(db, "slow");
  await pause(50);
  await clearTags(db, "quick");
  await until(() => arrived.includes("quick"));
  expect(arrived).toEqual(["quick"]);
});

test("without notices events still arrive, by polling", async () => {
  const { db, dispatcher } = await outboxRig();
  let arrived = 0;
  inBackground((signal) => dispatcher({ "cache.cleared": async () => void arrived++ }).loop(signal, { pollMs: 20 }));
  await pause(50);
  await clearTags(db, "a");
  await until(() => arrived === 1);
});

test("notifications resume after a lost connection", async () => {
  const { db, url, dispatcher, logLines } = await outboxRig();
  let arrived = 0;
  const { loop } = dispatcher({ "cache.cleared": async () => void arrived++ });
  inBackground((signal) => loop(signal, { listenUrl: url, pollMs: 60_000 }));
  await clearTags(db, "before");
  await until(() => arrived === 1);
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'dovetail events' and datname = current_database()`.execute(db);
  await clearTags(db, "while deaf");
  await until(() => arrived === 2);
  expect(logLines.filter(({ event }) => event === "outbox.listen_lost")).toHaveLength(1);
});

test("two dispatchers share the work and never have one event at the same time", async () => {
  const { db, url, dispatcher } = await outboxRig();
  await clearTags(db, ...manyTags(200));
  const workers = [0, 0];
  const seen: string[] = [];
  const running = new Set<string>();
  for (const worker of [0, 1]) {
    const { loop } = dispatcher({
      "cache.cleared": async ({ id }) => {
        expect(running.has(id)).toBe(false);
        running.add(id);
        await pause(2);
        running.delete(id);
        seen.push(id);
        workers[worker] = (workers[worker] ?? 0) + 1;
      },
    });
    inBackground((signal) => loop(signal, { listenUrl: url }));
  }
  await until(() => seen.length >= 200);
  await pause(50);
  expect(seen).toHaveLength(200);
  expect(new Set(seen).size).toBe(200);
  expect(Math.min(...workers)).toBeGreaterThan(20);
});

test("a consumer that hangs is cut off at its deadline, and the event comes again", async () => {
  const { db, dispatcher } = await outboxRig();
  const [id = ""] = await clearTags(db, "a");
  const reasons: string[] = [];
  const { runOnce } = dispatcher(
    {
      "cache.cleared": ({ attempt, signal }) => {
        if (attempt > 1) return Promise.resolve();
        signal.addEventListener("abort", () => reasons.push(signal.reason.message));
        return new Promise(() => {});
      },
    },
    { deadlineMs: 50 },
  );
  expect(await runOnce({ max: 1 })).toMatchObject({ retried: 1 });
  expect(reasons).toEqual(["the deadline is over"]);
  expect(await outboxRow(db, id)).toMatchObject({ state: "pending", last_error: "timed_out" });
  await pause(5);
  expect(await runOnce({ max: 1 })).toMatchObject({ delivered: 1 });
});

test("a delivery that ends after its lease was lost changes nothing", async () => {
  const { db, dispatcher } = await outboxRig();
  const [id = ""] = await clearTags(db, "a");
  const consumers = {
    "cache.cleared": async ({ attempt }: { attempt: number }) => {
      if (attempt > 1) return;
      await db.updateTable("outbox").set({ lease: crypto.randomUUID() }).where("id", "=", id).execute();
    },
  };
  await dispatcher(consumers).runOnce({ max: 1 });
  expect(await outboxRow(db, id)).toMatchObject({ state: "pending", attempts: 1 });
});

test("a stopping dispatcher finishes its deliveries and claims no new events", async () => {
  const { db, url, dispatcher } = await outboxRig();
  await clearTags(db, ...manyTags(20));
  const begun: string[] = [];
  const ended: string[] = [];
  const { loop } = dispatcher({
    "cache.cleared": async ({ id }) => {
      begun.push(id);
      await pause(100);
      ended.push(id);
    },
  });
  const stop = inBackground((signal) => loop(signal, { listenUrl: url }));
  await until(() => begun.length === 4);
  await stop();
  expect(ended.sort()).toEqual(begun.sort());
  const done = await db.selectFrom("outbox").select("id").where("state", "=", "done").execute();
  expect(done.map(({ id }) => id).sort()).toEqual(ended);
});

test("a delivery that does not end in time is given back at once, without a counted attempt", async () => {
  const { db, url, dispatcher } = await outboxRig();
  const [id = ""] = await clearTags(db, "a");
  let attempts = 0;
  const hang = () => {
    attempts++;
    return new Promise<void>(() => {});
  };
  const { loop } = dispatcher({ "cache.cleared": hang });
  const stop = inBackground((signal) => loop(signal, { listenUrl: url, drainMs: 50 }));
  await until(() => attempts === 1);
  const askedAt = performance.now();
  await stop();
  expect(performance.now() - askedAt).toBeLessThan(1000);
  expect(await outboxRow(db, id)).toMatchObject({ state: "pending", attempts: 0, lease: null });
  expect(await dispatcher({ "cache.cleared": async () => {} }).runOnce({ max: 1 })).toMatchObject({ delivered: 1 });
});

test("a loop outlives a database that cannot be asked for a while", async () => {
  const { db, dispatcher, logLines } = await outboxRig();
  await db.schema.alterTable("outbox").renameTo("away").execute();
  let arrived = 0;
  inBackground((signal) => dispatcher({ "cache.cleared": async () => void arrived++ }).loop(signal, { pollMs: 20 }));
  await until(() => logLines.some(({ event }) => event === "outbox.unavailable"));
  await db.schema.alterTable("away").renameTo("outbox").execute();
  await transaction(db, (tx) => append(tx, "cache.cleared", { tags: ["a"] }));
  await until(() => arrived === 1);
});

test("makeDue: the event is due at once, and every listener is notified with its name", async () => {
  const { db, url, dispatcher } = await outboxRig();
  const told: unknown[] = [];
  const arrived: string[] = [];
  const { loop } = dispatcher({ "cache.cleared": async ({ id }) => void arrived.push(id) });
  inBackground((signal) => loop(signal, { listenUrl: url, onHastened: (event) => void told.push(event) }));
  await until(() => told.length === 1);
  const held = await transaction(db, (tx) => append(tx, "cache.cleared", { tags: ["a"] }, { delayMs: 600_000 }));
  await clearTags(db, "b");
  await until(() => arrived.length === 1);
  await makeDue(db, held);
  await until(() => arrived.length === 2);
  expect(told).toEqual([undefined, "cache.cleared"]);
});
