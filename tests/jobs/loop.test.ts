import { sql } from "kysely";
import { expect, test } from "vitest";
import { transaction } from "../../server/database/index.ts";
import { enqueue, makeDue } from "../../server/jobs/index.ts";
import { loopListening } from "../support/jobs.ts";
import { clearTags, inBackground, jobRow, openJobDatabase, pause, until } from "./job-database.ts";

const manyTags = (count: number) => Array.from({ length: count }, (_, index) => `tag${index}`);

test("a commit wakes a dispatcher within 100 ms", async () => {
  const { db, dispatcher } = await openJobDatabase();
  const arrived = new Map<string, number>();
  const { listening } = dispatcher({ "cache.invalidate": async ({ id }) => void arrived.set(id, performance.now()) });
  inBackground(listening({ pollMs: 60_000 }));
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

test("a slow attempt does not keep the others waiting", async () => {
  const { db, dispatcher } = await openJobDatabase();
  const arrived: string[] = [];
  const { listening } = dispatcher({
    "cache.invalidate": async ({ input, signal }) => {
      if (input.tags.includes("slow")) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      arrived.push(...input.tags);
    },
  });
  inBackground(listening({ pollMs: 60_000, drainMs: 0 }));
  await clearTags(db, "slow");
  await pause(50);
  await clearTags(db, "quick");
  await until(() => arrived.includes("quick"));
  expect(arrived).toEqual(["quick"]);
});

test("without notices jobs are still done, by polling", async () => {
  const { db, dispatcher } = await openJobDatabase();
  let arrived = 0;
  inBackground((signal) => dispatcher({ "cache.invalidate": async () => void arrived++ }).loop(signal, { pollMs: 20 }));
  await pause(50);
  await clearTags(db, "a");
  await until(() => arrived === 1);
});

test("notifications resume after a lost connection", async () => {
  const { db, dispatcher, logLines } = await openJobDatabase();
  let arrived = 0;
  const { listening } = dispatcher({ "cache.invalidate": async () => void arrived++ });
  inBackground(listening({ pollMs: 60_000 }));
  await clearTags(db, "before");
  await until(() => arrived === 1);
  const terminate = async () => {
    const { rows } = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'dovetail listener' and datname = current_database()`.execute(db);
    return rows.length;
  };
  // The first job may be found before anything listens.
  await expect.poll(terminate).toBe(1);
  await clearTags(db, "while undelivered");
  await until(() => arrived === 2);
  await until(() => logLines.some(({ event }) => event === "db.listen_lost"));
});

test("two dispatchers share the work and never have one job at the same time", async () => {
  const { db, dispatcher } = await openJobDatabase();
  await clearTags(db, ...manyTags(200));
  const workers = [0, 0];
  const seen: string[] = [];
  const running = new Set<string>();
  const { promise: bothWork, resolve: begin } = Promise.withResolvers<void>();
  for (const worker of [0, 1]) {
    const { listening } = dispatcher({
      "cache.invalidate": async ({ id }) => {
        expect(running.has(id)).toBe(false);
        running.add(id);
        workers[worker] = (workers[worker] ?? 0) + 1;
        if (Math.min(...workers) > 0) begin();
        // One dispatcher fills its slots, the other takes what is left.
        await bothWork;
        await pause(2);
        running.delete(id);
        seen.push(id);
      },
    });
    inBackground(listening());
  }
  await until(() => seen.length >= 200);
  await pause(50);
  expect(seen).toHaveLength(200);
  expect(new Set(seen).size).toBe(200);
});

test("a handler that hangs is cut off at its deadline, and the job is attempted again", async () => {
  const { db, dispatcher, logLines } = await openJobDatabase();
  const [id = ""] = await clearTags(db, "a");
  const reasons: string[] = [];
  const { runOnce } = dispatcher(
    {
      "cache.invalidate": ({ attempt, signal }) => {
        if (attempt > 1) return Promise.resolve();
        signal.addEventListener("abort", () => reasons.push(signal.reason.message));
        return new Promise(() => {});
      },
    },
    { timeoutMs: 50 },
  );
  expect(await runOnce({ max: 1 })).toMatchObject({ retried: 1 });
  expect(reasons).toEqual(["the deadline is over"]);
  expect(await jobRow(db, id)).toMatchObject({ state: "pending", last_error: "timed_out" });
  expect(logLines).toMatchObject([
    { event: "jobs.attempt_failed", id, attempt: 1, error: { message: "the deadline is over" } },
  ]);
  await pause(5);
  expect(await runOnce({ max: 1 })).toMatchObject({ done: 1 });
});

test("an attempt that ends after its lease was lost changes nothing", async () => {
  const { db, dispatcher } = await openJobDatabase();
  const [id = ""] = await clearTags(db, "a");
  const handlers = {
    "cache.invalidate": async ({ attempt }: { attempt: number }) => {
      if (attempt > 1) return;
      await db.updateTable("job").set({ lease: crypto.randomUUID() }).where("id", "=", id).execute();
    },
  };
  await dispatcher(handlers).runOnce({ max: 1 });
  expect(await jobRow(db, id)).toMatchObject({ state: "pending", attempts: 1 });
});

test("a stopping dispatcher finishes its attempts and claims no new jobs", async () => {
  const { db, dispatcher } = await openJobDatabase();
  await clearTags(db, ...manyTags(20));
  const begun: string[] = [];
  const ended: string[] = [];
  const { listening } = dispatcher({
    "cache.invalidate": async ({ id }) => {
      begun.push(id);
      await pause(100);
      ended.push(id);
    },
  });
  const stop = inBackground(listening());
  await until(() => begun.length === 10);
  await stop();
  expect(ended.sort()).toEqual(begun.sort());
  const done = await db.selectFrom("job").select("id").where("state", "=", "done").execute();
  expect(done.map(({ id }) => id).sort()).toEqual(ended);
});

test("an attempt that does not end in time is given back at once, without a counted attempt", async () => {
  const { db, dispatcher } = await openJobDatabase();
  const [id = ""] = await clearTags(db, "a");
  let attempts = 0;
  const hang = () => {
    attempts++;
    return new Promise<void>(() => {});
  };
  const { listening } = dispatcher({ "cache.invalidate": hang });
  const stop = inBackground(listening({ drainMs: 50 }));
  await until(() => attempts === 1);
  const askedAt = performance.now();
  await stop();
  expect(performance.now() - askedAt).toBeLessThan(1000);
  expect(await jobRow(db, id)).toMatchObject({ state: "pending", attempts: 0, lease: null });
  expect(await dispatcher({ "cache.invalidate": async () => {} }).runOnce({ max: 1 })).toMatchObject({ done: 1 });
});

test("a loop outlives a database that cannot be asked for a while", async () => {
  const { db, dispatcher, logLines } = await openJobDatabase();
  await db.schema.alterTable("job").renameTo("away").execute();
  let arrived = 0;
  inBackground((signal) => dispatcher({ "cache.invalidate": async () => void arrived++ }).loop(signal, { pollMs: 20 }));
  await until(() => logLines.some(({ event }) => event === "jobs.unavailable"));
  await db.schema.alterTable("away").renameTo("job").execute();
  await transaction(db, (tx) => enqueue(tx, "cache.invalidate", { tags: ["a"] }));
  await until(() => arrived === 1);
});

test("makeDue: the job is due at once, and every listener is notified with its name", async () => {
  const { db, url, log, dispatcher } = await openJobDatabase();
  const payloads: unknown[] = [];
  const arrived: string[] = [];
  const one = dispatcher({ "cache.invalidate": async ({ id }) => void arrived.push(id) });
  inBackground((signal) =>
    loopListening(one, signal, {
      db,
      url,
      log,
      onNotify: (payload) => void (payload === "" || payloads.push(payload)),
    }),
  );
  await until(() => payloads.length === 1);
  const held = await transaction(db, (tx) => enqueue(tx, "cache.invalidate", { tags: ["a"] }, { delayMs: 600_000 }));
  await clearTags(db, "b");
  await until(() => arrived.length === 1);
  await makeDue(db, held);
  await until(() => arrived.length === 2);
  // The previous release listens for this name.
  expect(payloads).toEqual([undefined, "cache.cleared"]);
});
