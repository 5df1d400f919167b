import { expect, test } from "vitest";
import * as z from "zod";
import { type Db, transaction } from "../../server/database/index.ts";
import { cancel, type EnqueueOptions, enqueueOf, type HandlersOf } from "../../server/jobs/index.ts";
import { job } from "../../shared/contract/index.ts";
import { createTestDispatcherOf } from "../support/jobs.ts";
import { inBackground, openJobDatabase, until } from "./job-database.ts";

const input = z.object({ n: z.int(), article: z.string().default("a") });
const declared = {
  plain: job({ summary: "Count", input }),
  "search.index": job({ summary: "Index an article", input, unique: ["article"] }),
  bounded: job({ summary: "Count slowly", input, concurrency: 2 }),
};
type Name = keyof typeof declared;

async function harness() {
  const base = await openJobDatabase();
  const { db, log } = base;
  return {
    ...base,
    put: (name: Name, n: number, options: EnqueueOptions & { readonly article?: string } = {}) => {
      const { article = "a", ...rest } = options;
      return transaction(db, (tx) => enqueueOf(declared, tx, name, { n, article }, rest));
    },
    dispatcher: (handlers: HandlersOf<typeof declared>) => createTestDispatcherOf(declared, { db, log, handlers }),
  };
}

const inState = async (db: Db, state: "pending" | "done" | "dead" | "cancelled") =>
  (await db.selectFrom("job").select("id").where("state", "=", state).execute()).length;

test("jobs of one key run one at a time, in the order in which they were enqueued; others are not held up", async () => {
  const { db, put, dispatcher } = await harness();
  for (let n = 0; n < 6; n++) await put("plain", n, { key: n % 2 === 0 ? "even" : "odd" });
  await put("plain", 100);
  const seen: number[] = [];
  const running = new Set<number>();
  const counting = async ({ input: { n } }: { input: { n: number } }) => {
    expect([...running].some((other) => other % 2 === n % 2 && other < 100 && n < 100)).toBe(false);
    running.add(n);
    await new Promise((resolve) => setImmediate(resolve));
    running.delete(n);
    seen.push(n);
  };
  const dispatchers = [dispatcher({ plain: counting }), dispatcher({ plain: counting })];
  for (const { loop } of dispatchers) inBackground((signal) => loop(signal, { pollMs: 5 }));
  await until(async () => (await inState(db, "done")) === 7);
  expect(seen.filter((n) => n < 100 && n % 2 === 0)).toEqual([0, 2, 4]);
  expect(seen.filter((n) => n < 100 && n % 2 === 1)).toEqual([1, 3, 5]);
});

test("a job that fails holds up only its key, until it is a dead letter or cancelled", async () => {
  const { db, put, dispatcher } = await harness();
  const [poisoned] = [await put("plain", 1, { key: "k" }), await put("plain", 2, { key: "k" }), await put("plain", 3)];
  const seen: number[] = [];
  const { runOnce } = dispatcher({
    plain: async ({ input: { n } }) => {
      if (n === 1) throw new Error("no");
      seen.push(n);
    },
  });
  await runOnce({ max: 10 });
  await runOnce({ max: 10 });
  expect(seen).toEqual([3]);
  expect(await cancel(db, [poisoned])).toBe(1);
  await runOnce({ max: 10 });
  expect(seen).toEqual([3, 2]);
});

test("a unique job waits once for the same fields, and again as soon as it has begun", async () => {
  const { put, dispatcher, db } = await harness();
  const first = await put("search.index", 1);
  expect(await put("search.index", 2)).toBe(first);
  expect(await put("search.index", 3, { article: "b" })).not.toBe(first);
  const seen: number[] = [];
  let again: string | undefined;
  const { runOnce } = dispatcher({
    "search.index": async ({ input: { n } }) => {
      seen.push(n);
      if (n === 1) again = await put("search.index", 4);
    },
  });
  await runOnce({ max: 2 });
  await runOnce({ max: 10 });
  expect(again).not.toBe(first);
  expect(seen.sort()).toEqual([1, 3, 4]);
  expect(await inState(db, "pending")).toBe(0);
});

test("a unique job that waits cannot begin before a change that asked for it too is committed", async () => {
  const { put, dispatcher, db } = await harness();
  const first = await put("search.index", 1);
  const seen: number[] = [];
  const { runOnce } = dispatcher({ "search.index": async ({ input: { n } }) => void seen.push(n) });
  await transaction(db, async (tx) => {
    expect(await enqueueOf(declared, tx, "search.index", { n: 2, article: "a" })).toBe(first);
    await runOnce({ max: 10 });
    expect(seen).toEqual([]);
  });
  await runOnce({ max: 10 });
  expect(seen).toEqual([1]);
});

test("a bound on concurrency holds among all processes", async () => {
  const { db, put, dispatcher } = await harness();
  for (let n = 0; n < 12; n++) await put("bounded", n);
  let running = 0;
  let most = 0;
  const counting = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
  };
  for (const { loop } of [dispatcher({ bounded: counting }), dispatcher({ bounded: counting })])
    inBackground((signal) => loop(signal, { pollMs: 5 }));
  await until(async () => (await inState(db, "done")) === 12);
  expect(most).toBe(2);
});

test("a job with a time is not done before, and a cancelled one never", async () => {
  const { db, put, dispatcher } = await harness();
  await put("plain", 1, { at: new Date(Date.now() + 3_600_000).toISOString() });
  const unwanted = await put("plain", 2);
  expect(await cancel(db, [unwanted])).toBe(1);
  expect(await cancel(db, [unwanted])).toBe(0);
  expect(await dispatcher({ plain: async () => {} }).runOnce({ max: 10 })).toMatchObject({ done: 0 });
  expect(await inState(db, "cancelled")).toBe(1);
});

test("a running attempt learns of its cancellation by its signal", async () => {
  const { db, put, dispatcher } = await harness();
  const id = await put("plain", 1);
  const one = dispatcher({
    plain: ({ signal }) => new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
  });
  let hasEnded = false;
  const ran = one.runOnce({ max: 1 }).then(() => {
    hasEnded = true;
  });
  await until(async () => (await db.selectFrom("job").select("lease").executeTakeFirst())?.lease != null);
  await cancel(db, [id]);
  await until(() => {
    one.notify(`cancelled ${id}`);
    return hasEnded;
  });
  await ran;
  expect(await inState(db, "cancelled")).toBe(1);
});

test("names without due jobs, and one with many, keep no other name waiting", async () => {
  const { put, dispatcher } = await harness();
  for (let n = 0; n < 30; n++) await put("plain", n);
  await put("search.index", 100);
  const seen: number[] = [];
  const work = async ({ input: { n } }: { input: { n: number } }) => void seen.push(n);
  const { runOnce } = dispatcher({ plain: work, "search.index": work, bounded: work });
  await runOnce({ max: 20 });
  expect(seen).toContain(100);
});

test("a declaration with a number out of its bounds is refused, and the message names it", () => {
  expect(() => job({ summary: "Count", input, concurrency: 0 })).toThrow('"Count": concurrency');
  expect(() => job({ summary: "Count", input, retry: { maxAttempts: 101 } })).toThrow("maxAttempts");
});
