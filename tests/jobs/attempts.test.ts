import { sql } from "kysely";
import { expect, test } from "vitest";
import { enterEpoch } from "../../server/app/cache-epoch.queries.ts";
import { withDeadline } from "../../server/concurrency/deadline.ts";
import { transaction } from "../../server/database/index.ts";
import {
  completeClears,
  countUndeclared,
  enqueue,
  type JobRun,
  listJobs,
  listPending,
  retry,
  sweepJobs,
} from "../../server/jobs/index.ts";
import { clearTags, jobRow, openJobDatabase, pause } from "./job-database.ts";

test("a job reaches its handler once, with its id, input and attempt", async () => {
  const { db, dispatcher } = await openJobDatabase();
  const [id] = await clearTags(db, "articles");
  const got: Pick<JobRun, "id" | "name" | "input" | "attempt" | "createdAt">[] = [];
  const { runOnce } = dispatcher({
    "cache.invalidate": async ({ id, name, input, attempt, createdAt }) =>
      void got.push({ id, name, input, attempt, createdAt }),
  });

  expect(await runOnce({ max: 10 })).toMatchObject({ done: 1, retried: 0, dead: 0 });
  expect(await runOnce({ max: 10 })).toMatchObject({ done: 0 });
  expect(got).toEqual([
    { id, name: "cache.invalidate", input: { tags: ["articles"] }, attempt: 1, createdAt: expect.any(String) },
  ]);
});

test("every committed write has exactly one job, a rolled back one has none", async () => {
  const { db, dispatcher } = await openJobDatabase();
  const write = (username: string, fails: boolean) =>
    transaction(db, async (tx) => {
      await tx.insertInto("account").values({ username, email: username }).execute();
      await enqueue(tx, "cache.invalidate", { tags: [username] });
      if (fails) throw new Error("changed my mind");
    });
  await Promise.allSettled(Array.from({ length: 60 }, (_, index) => write(`u${index}`, index % 3 === 0)));

  const tags: string[] = [];
  await dispatcher({ "cache.invalidate": async ({ input }) => void tags.push(...input.tags) }).runOnce({ max: 1000 });
  const accounts = await db.selectFrom("account").select("username").execute();
  expect(accounts).toHaveLength(40);
  expect(tags.sort()).toEqual(accounts.map(({ username }) => username).sort());
});

test.each([
  "",
  "tomorrow",
  "infinity",
  "2027-01-31",
  "2027-01-31T08:00:00",
  "2027-13-01T00:00:00Z",
  "+010000-01-01T00:00:00Z",
])("enqueue: %j is no time that a job can be due at", async (at) => {
  const { db } = await openJobDatabase();
  const enqueued = transaction(db, (tx) => enqueue(tx, "cache.invalidate", { tags: ["a"] }, { at }));
  await expect(enqueued).rejects.toThrow("at must be an ISO time with an offset");
});

test("a job whose declaration a release removed is reported by name while it waits", async () => {
  const { db } = await openJobDatabase();
  await clearTags(db, "a");
  await sql`insert into job (name, input, available_at) values ('reports.build', '{}', now() - interval '2 hours'),
    ('reports.build', '{}', now() - interval '2 hours'), ('reports.later', '{}', now() + interval '2 hours')`.execute(
    db,
  );
  expect(await countUndeclared(db)).toEqual([{ name: "reports.build", count: 2 }]);
});

test("a job outside a transaction, and one with a wrong input, are refused", async () => {
  const { db } = await openJobDatabase();
  // @ts-expect-error a pool is no transaction
  await expect(enqueue(db, "cache.invalidate", { tags: ["a"] })).rejects.toThrow(TypeError);
  await expect(transaction(db, (tx) => enqueue(tx, "cache.invalidate", { tags: [] }))).rejects.toThrow("tags");
  expect(await db.selectFrom("job").selectAll().execute()).toEqual([]);
});

test("a handler that fails gets the job again under the same id", async () => {
  const { db, dispatcher, logLines } = await openJobDatabase();
  const [id = ""] = await clearTags(db, "a");
  const seen: string[] = [];
  const { runOnce } = dispatcher({
    "cache.invalidate": async ({ id, attempt }) => {
      seen.push(`${id} ${attempt}`);
      if (attempt < 3) throw new Error("password=hunter2");
    },
  });
  for (let run = 0; run < 3; run++) {
    await runOnce({ max: 10 });
    await pause(5);
  }
  expect(seen).toEqual([1, 2, 3].map((attempt) => `${id} ${attempt}`));
  expect(await jobRow(db, id)).toMatchObject({ state: "done", attempts: 3, last_error: "failed", lease: null });
  expect(JSON.stringify(await jobRow(db, id))).not.toContain("hunter2");
  expect(logLines.filter(({ event }) => event === "jobs.attempt_failed")).toHaveLength(2);
});

test("a deadline that a handler sets itself is a failure of the handler", async () => {
  const { db, dispatcher, logLines } = await openJobDatabase();
  const [id = ""] = await clearTags(db, "a");
  const { runOnce } = dispatcher({ "cache.invalidate": () => withDeadline(1, () => new Promise(() => {})) });
  expect(await runOnce({ max: 1 })).toMatchObject({ retried: 1 });
  expect(await jobRow(db, id)).toMatchObject({ state: "pending", last_error: "failed" });
  expect(logLines).toMatchObject([{ event: "jobs.attempt_failed", id, attempt: 1 }]);
});

const unreadable = new Proxy(
  {},
  {
    getPrototypeOf: () => {
      throw new Error("it does not let itself be looked at");
    },
  },
);

test.each([
  ["nothing", undefined],
  ["a symbol", Symbol("broken")],
  ["an object without a prototype", Object.create(null)],
  ["an object that throws where it is looked at", unreadable],
])("a handler that throws %s has failed, and gets the job again", async (_, thrown) => {
  const { db, dispatcher, logLines } = await openJobDatabase();
  const [id = ""] = await clearTags(db, "a");
  const { runOnce } = dispatcher({ "cache.invalidate": () => Promise.reject(thrown) });
  expect(await runOnce({ max: 1 })).toMatchObject({ retried: 1 });
  expect(await jobRow(db, id)).toMatchObject({ state: "pending", last_error: "failed", lease: null });
  expect(logLines).toMatchObject([{ event: "jobs.attempt_failed", id, attempt: 1 }]);
});

test("pauses between attempts double up to a bound and differ from job to job", async () => {
  const { db, dispatcher } = await openJobDatabase();
  const tags = Array.from({ length: 40 }, (_, index) => `t${index}`);
  await clearTags(db, ...tags);
  const fail = async () => {
    throw new Error("no");
  };
  const pausesAfter = async (attempt: number) => {
    await sql`update job set available_at = now(), attempts = ${attempt - 1}`.execute(db);
    await dispatcher({ "cache.invalidate": fail }, { retry: { pauseMs: 60_000, maxPauseMs: 200_000 } }).runOnce({
      max: 40,
    });
    const { rows } = await sql<{ ms: number }>`
      select extract(epoch from available_at - now())::float8 * 1000 as ms from job order by 1`.execute(db);
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

test("a job that fails every time is given up, can be listed, and is delivered once replayed", async () => {
  const { db, dispatcher, logLines } = await openJobDatabase();
  const [id = "", other = ""] = await clearTags(db, "a", "b");
  let isBroken = true;
  const { runOnce } = dispatcher(
    {
      "cache.invalidate": async ({ input }) => {
        if (isBroken && input.tags.includes("a")) throw new Error("down");
      },
    },
    { retry: { maxAttempts: 3 } },
  );
  for (let run = 0; run < 5; run++) {
    await runOnce({ max: 10 });
    await pause(5);
  }
  expect(await listJobs(db, { state: "dead", max: 10 })).toEqual([
    expect.objectContaining({ id, name: "cache.invalidate", attempts: 3, lastError: "failed" }),
  ]);
  expect(logLines.filter(({ event }) => event === "jobs.job_dead")).toHaveLength(1);

  isBroken = false;
  expect(await retry(db, [id, other])).toBe(1);
  expect(await runOnce({ max: 10 })).toMatchObject({ done: 1 });
  expect(await listJobs(db, { state: "dead", max: 10 })).toEqual([]);
});

test("a job whose dispatcher died at each attempt is given up and not tried for ever", async () => {
  const { db, dispatcher } = await openJobDatabase();
  const [id = ""] = await clearTags(db, "a");
  await sql`update job set attempts = 10, lease = gen_random_uuid()`.execute(db);
  const { runOnce } = dispatcher({ "cache.invalidate": async () => {} });
  expect(await runOnce({ max: 10 })).toMatchObject({ done: 0 });
  await sweepJobs(db);
  expect(await jobRow(db, id)).toMatchObject({ state: "dead", last_error: "lease_lapsed" });
});

test("jobs of a version that this release does not know wait; an input it cannot read does not crash it", async () => {
  const { db, dispatcher } = await openJobDatabase();
  await sql`insert into job (name, input) values ('from.tomorrow', '{}'), ('cache.cleared', '{"tags": 1}')`.execute(db);
  const { runOnce } = dispatcher({ "cache.invalidate": async () => {} });
  expect(await runOnce({ max: 10 })).toMatchObject({ retried: 1, done: 0 });
  const rows = await db.selectFrom("job").select(["name", "attempts", "last_error"]).orderBy("name").execute();
  expect(rows).toEqual([
    { name: "cache.cleared", attempts: 1, last_error: "payload_misfit" },
    { name: "from.tomorrow", attempts: 0, last_error: null },
  ]);
});

test("a run attempts no more than it was asked to, and never more at once than it may", async () => {
  const { db, dispatcher } = await openJobDatabase();
  await clearTags(db, ..."abcdefghijklmnopqrst");
  let running = 0;
  let most = 0;
  const handlers = {
    "cache.invalidate": async () => {
      most = Math.max(most, ++running);
      await pause(5);
      running--;
    },
  };
  const { runOnce } = dispatcher(handlers, { concurrency: 3 });
  expect(await runOnce({ max: 7 })).toMatchObject({ done: 7 });
  expect(await runOnce({ max: 100 })).toMatchObject({ done: 13 });
  expect(most).toBe(3);
});

test("work done right after the commit is not done again by a dispatcher", async () => {
  const { db, dispatcher } = await openJobDatabase();
  const id = await transaction(db, (tx) => enqueue(tx, "cache.invalidate", { tags: ["a"] }, { delayMs: 60_000 }));
  const { runOnce } = dispatcher({ "cache.invalidate": async () => {} });
  expect(await runOnce({ max: 10 })).toMatchObject({ done: 0 });
  const { epoch } = await enterEpoch(db, "a Redis", undefined);
  const current = (await enterEpoch(db, "another Redis", undefined)).epoch;
  expect(await completeClears(db, [id], epoch)).toBe(false);
  expect(await jobRow(db, id)).toMatchObject({ state: "pending" });
  // Concurrent calls, and those for a job that another process marked already, count as well.
  expect(await Promise.all([1, 2, 3].map(() => completeClears(db, [id], current)))).toEqual([true, true, true]);
  expect(await completeClears(db, [id], current)).toBe(true);
  expect(await jobRow(db, id)).toMatchObject({ state: "done" });
});

test("listPending: includes jobs that are delayed or leased", async () => {
  const { db, dispatcher } = await openJobDatabase();
  const [failing = ""] = await clearTags(db, "failing");
  const fail = async () => {
    throw new Error("the cache is down");
  };
  await dispatcher({ "cache.invalidate": fail }, { retry: { pauseMs: 600_000, maxPauseMs: 600_000 } }).runOnce({
    max: 1,
  });
  const held = await transaction(db, (tx) => enqueue(tx, "cache.invalidate", { tags: ["held"] }, { delayMs: 600_000 }));
  const [taken = ""] = await clearTags(db, "taken");
  await db.updateTable("job").set({ lease: crypto.randomUUID() }).where("id", "=", taken).execute();

  const pending = await listPending(db, "cache.invalidate", { max: 10 });
  expect(pending.map(({ input }) => input.tags[0]).sort()).toEqual(["failing", "held", "taken"]);
  const { epoch } = await enterEpoch(db, "a Redis", undefined);
  expect(await completeClears(db, [failing, held, taken], epoch)).toBe(true);
  expect(await listPending(db, "cache.invalidate", { max: 10 })).toEqual([]);
});

test("done jobs are deleted after a day, those that are pending or dead never", async () => {
  const { db } = await openJobDatabase();
  await sql`
    insert into job (name, input, state, created_at, available_at, finished_at)
    select 'old', '{}', s, t, t, case when s <> 'pending' then t end
    from unnest(array['pending', 'done', 'dead']) s, unnest(array[now() - interval '25 hours', now()]) t,
      generate_series(1, 1200)`.execute(db);
  await sweepJobs(db);
  const rows = await db
    .selectFrom("job")
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
