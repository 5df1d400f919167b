import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type ServerProcess, startServer } from "../support/runtimes.ts";

const [freshMs, takesMs, staleMs] = [1000, 2000, 4000];

let database: TestDatabase;
let worker: ServerProcess;
beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startServer("worker", database.url, { parameters: ["tests/runtimes/stale-worker.ts"] });
});
afterAll(async () => {
  worker?.process.kill("SIGTERM");
  await database?.drop();
});

async function count() {
  const startedAt = performance.now();
  const { times } = await (await fetch(`${worker.url}/api/count`)).json();
  return { times, isQuick: performance.now() - startedAt < takesMs };
}

test("CA-09 on workerd a stale answer is shown at once, and one refresh outlives the request that began it", async () => {
  // An isolate's first read applies pending invalidations and caches nothing.
  await count();
  const { times } = await count();
  await sleep(freshMs + 100);
  const answers = await Promise.all(Array.from({ length: 10 }, count));
  expect(answers).toEqual(answers.map(() => ({ times, isQuick: true })));
  // No requests are sent meanwhile: only the background work of earlier ones can have counted again.
  await sleep(takesMs + 300);
  expect(await count()).toEqual({ times: times + 1, isQuick: true });
  expect(worker.output()).not.toMatch(/different request|hung|uncaught/i);
});

test("CA-09 on workerd nothing is shown past its stale time", async () => {
  const { times } = await count();
  // A read of a stale entry starts one more refresh, which counts once more.
  await sleep(takesMs + freshMs + staleMs + 500);
  const late = await count();
  expect(late.isQuick).toBe(false);
  expect(late.times).toBeGreaterThan(times);
});
