import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { type Db, transaction } from "../../server/database/index.ts";
import { cancel, enqueueOf } from "../../server/jobs/index.ts";
import { createTestDispatcherOf } from "../support/jobs.ts";
import { openJobDatabase } from "./job-database.ts";
import { order } from "./order-job.ts";

const program = fileURLToPath(new URL("./steps-process.ts", import.meta.url));
const run = (url: string, moment: string) => spawnSync(process.execPath, [program, url, moment], { stdio: "inherit" });

async function ordersRig() {
  const harness = await openJobDatabase();
  const { db, log } = harness;
  await sql`create table effect (name text, order_id bigint)`.execute(db);
  await sql`create table charge (key text primary key)`.execute(db);
  const id = await transaction(db, (tx) => enqueueOf(order, tx, "order.fulfil", { orderId: 7 }));
  const dispatcher = (handler: Parameters<typeof createTestDispatcherOf<typeof order>>[1]["handlers"]) =>
    createTestDispatcherOf(order, { db, log, handlers: handler });
  return { ...harness, id, dispatcher };
}

const effectsOf = async (db: Db) =>
  (await sql<{ name: string }>`select name from effect order by name`.execute(db)).rows.map(({ name }) => name);

test("killed in and after each step, the process does no step's effect in the database twice", async () => {
  const { db, url, id } = await ordersRig();
  for (const moment of ["in reserve", "after reserve", "in charge", "after charge", "in ship", "after ship"]) {
    expect(run(url, moment).signal).toBe("SIGKILL");
    // Its lease lapses.
    await sql`update job set available_at = now()`.execute(db);
  }
  expect(run(url, "never").status).toBe(0);
  expect(await effectsOf(db)).toEqual(["reserve", "ship 14 paid"]);
  expect((await sql<{ key: string }>`select key from charge`.execute(db)).rows).toEqual([{ key: `${id}:charge` }]);
  expect(await db.selectFrom("job").select(["state", "attempts"]).execute()).toEqual([{ state: "done", attempts: 7 }]);
}, 240_000);

test("a step that fails is repeated, and those before it are not", async () => {
  const { db, dispatcher } = await ordersRig();
  let asked = 0;
  const { runOnce } = dispatcher({
    "order.fulfil": async ({ attempt, step }) => {
      const got = await step("first", async () => ({ asked: ++asked }));
      expect(got).toEqual({ asked: 1 });
      await step("second", async (tx) => {
        await sql`insert into effect (name) values ('second')`.execute(tx);
        if (attempt < 3) throw new Error("no");
        return null;
      });
    },
  });
  for (let n = 0; n < 3; n++) {
    await sql`update job set available_at = now()`.execute(db);
    await runOnce({ max: 1 });
  }
  expect(asked).toBe(1);
  expect(await effectsOf(db)).toEqual(["second"]);
});

test("an attempt whose job was cancelled, or that another one holds, begins no further step", async () => {
  const { db, id, dispatcher, logLines } = await ordersRig();
  const { runOnce } = dispatcher({
    "order.fulfil": async ({ step }) => {
      await step("first", async () => null);
      await cancel(db, [id]);
      await step("second", async (tx) => {
        await sql`insert into effect (name) values ('second')`.execute(tx);
        return null;
      });
    },
  });
  await runOnce({ max: 1 });
  expect(await effectsOf(db)).toEqual([]);
  expect(JSON.stringify(logLines)).toContain("LeaseLost");
  expect(await db.selectFrom("job").select("state").execute()).toEqual([{ state: "cancelled" }]);
});

test("a step's name is used once in an attempt, and a result beyond 256 KiB is refused with what to do", async () => {
  const { dispatcher, logLines } = await ordersRig();
  const failures: unknown[] = [];
  const { runOnce } = dispatcher({
    "order.fulfil": async ({ step }) => {
      await step("big", async () => "x".repeat(300_000)).catch((error: unknown) => failures.push(error));
      await step("big", async () => null).catch((error: unknown) => failures.push(error));
    },
  });
  expect(await runOnce({ max: 1 })).toMatchObject({ done: 1 });
  expect(failures.map(String)).toEqual([
    expect.stringContaining("store it in a table"),
    expect.stringContaining("begun before"),
  ]);
  expect(logLines).toEqual([]);
});
