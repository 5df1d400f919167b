import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Answer,
  call,
  expectUnavailable,
  fieldsIn,
  type Harness,
  lockArticles,
  missingSlugs,
  publish,
  signUpSomeone,
  startHarness,
  untilAnswered,
} from "./proxied-server.ts";

/** Time until a caller gets 503 when the database is down: the documented second plus slack for a busy machine. */
const maxRefusalMs = 1500;
const maxRecoveryMs = 2000;
const stallMs = 10_000;
/** The statement timeout plus slack for a busy machine. */
const maxStatementMs = 6500;

let harness: Harness;
let pid: number | undefined;

beforeAll(async () => {
  harness = await startHarness({ redis: "none" });
  pid = harness.server.process.pid;
});
afterAll(async () => {
  expect([harness.server.process.pid, harness.server.process.exitCode]).toEqual([pid, null]);
  await harness.stop();
});

const tags = () => call(harness, "GET", "/api/tags");
const isFine = ({ status }: Answer) => status < 300;
const recovered = () => untilAnswered(tags, isFine, maxRecoveryMs);

test("FP-01 connections break repeatedly: callers get 503 or success, and every confirmed write is stored", async () => {
  const person = await signUpSomeone(harness);
  const end = new AbortController();
  const write = async (): Promise<Answer[]> => {
    const answers: Answer[] = [];
    while (!end.signal.aborted) answers.push(await publish(harness, person));
    return answers;
  };
  const writers = Array.from({ length: 10 }, write);
  let broken = 0;
  for (let round = 0; round < 8; round++) {
    await sleep(150);
    broken += harness.postgres.reset();
  }
  await recovered();
  end.abort();
  const answers = (await Promise.all(writers)).flat();
  const [confirmed, refused] = [answers.filter(isFine), answers.filter((answer) => !isFine(answer))];
  for (const answer of refused) expectUnavailable(answer);
  expect(broken).toBeGreaterThan(0);
  expect(confirmed.length).toBeGreaterThan(0);
  expect(
    await missingSlugs(
      harness,
      confirmed.map((answer) => String(fieldsIn(answer, "article", "slug"))),
    ),
  ).toEqual([]);
});

test("FP-01 the database refuses connections: the process lives, is not ready, says when to come back, and recovers", async () => {
  const person = await signUpSomeone(harness);
  await harness.postgres.become("refuse");
  const calls = () => [
    tags(),
    call(harness, "GET", "/api/user", { token: person.token }),
    publish(harness, person),
    call(harness, "POST", "/api/users/login", {
      body: { user: { email: "a@example.com", password: "wrong password" } },
    }),
  ];
  for (const answer of await Promise.all([...calls(), ...calls()])) {
    expectUnavailable(answer);
    expect(answer.ms).toBeLessThan(maxRefusalMs);
  }
  expect((await call(harness, "GET", "/healthz")).status).toBe(200);
  const ready = await call(harness, "GET", "/readyz");
  expect([ready.status, fieldsIn(ready, "dependencies", "postgres")]).toEqual([503, "down"]);
  await harness.postgres.become("pass");
  await recovered();
  expect((await call(harness, "GET", "/readyz")).status).toBe(200);
  expect((await publish(harness, person)).status).toBe(201);
});

test("FP-03 the database stops responding under 300 callers: most get an error within a second, the process responds, and later calls succeed", async () => {
  await harness.postgres.become("hang");
  const calls = Array.from({ length: 300 }, tags);
  const health: Answer[] = [];
  const isOver = Promise.all(calls).then(() => true);
  // The stall ends with the last answer, or shows which ones wait for its end.
  const release = Promise.race([isOver, sleep(stallMs)]).then(() => harness.postgres.become("pass"));
  while (!(await Promise.race([isOver, sleep(200, false)]))) health.push(await call(harness, "GET", "/healthz"));
  const answers = await Promise.all(calls);
  for (const answer of answers) expectUnavailable(answer);
  // Requests that hold a connection notice an unresponsive database only by their own timeout.
  expect(answers.filter(({ ms }) => ms > maxRefusalMs).length).toBeLessThanOrEqual(10);
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(stallMs);
  expect(health.every(({ status }) => status === 200)).toBe(true);
  expect(Math.max(...health.map(({ ms }) => ms))).toBeLessThan(maxRefusalMs);
  await release;
  await recovered();
  expect((await Promise.all(Array.from({ length: 50 }, tags))).every(isFine)).toBe(true);
});

test("FP-04 a statement waits too long for a lock: the caller gets an error after five seconds, and the database no longer runs it", async () => {
  const person = await signUpSomeone(harness);
  const holder = await lockArticles(harness, "access exclusive");
  const answers = await Promise.all([
    publish(harness, person),
    call(harness, "GET", "/api/articles"),
    publish(harness, person),
  ]);
  for (const answer of answers) {
    expectUnavailable(answer);
    expect(answer.ms).toBeLessThan(maxStatementMs);
  }
  expect(await holder.waiting()).toBe(0);
  await holder.release();
  expect((await publish(harness, person)).status).toBe(201);
});

test("FP-05 every backend is terminated while transactions are open: callers get errors, the process survives, the next calls succeed", async () => {
  const person = await signUpSomeone(harness);
  const holder = await lockArticles(harness, "access exclusive");
  const calls = Promise.all(Array.from({ length: 8 }, () => publish(harness, person)));
  await expect.poll(holder.waiting, { timeout: 4000 }).toBe(8);
  await holder.client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  for (const answer of await calls) expectUnavailable(answer);
  await holder.release();
  await recovered();
  expect((await publish(harness, person)).status).toBe(201);
});
