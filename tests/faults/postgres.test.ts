import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Answer,
  call,
  expectUnavailable,
  fieldsIn,
  lockArticles,
  missingSlugs,
  publish,
  type Rig,
  signUpSomeone,
  startRig,
  untilAnswered,
} from "./rig.ts";

/** Time until a caller gets 503 when the database is down: the documented second plus slack for a busy machine. */
const maxRefusalMs = 1500;
const maxRecoveryMs = 2000;
const stallMs = 10_000;
/** The statement timeout plus slack for a busy machine. */
const maxStatementMs = 6500;

let rig: Rig;
let pid: number | undefined;

beforeAll(async () => {
  rig = await startRig({ redis: "none" });
  pid = rig.server.process.pid;
});
afterAll(async () => {
  expect([rig.server.process.pid, rig.server.process.exitCode]).toEqual([pid, null]);
  await rig.stop();
});

const tags = () => call(rig, "GET", "/api/tags");
const isFine = ({ status }: Answer) => status < 300;
const recovered = () => untilAnswered(tags, isFine, maxRecoveryMs);

test("FP-01 connections break repeatedly: callers get 503 or success, and every confirmed write is stored", async () => {
  const person = await signUpSomeone(rig);
  const end = new AbortController();
  const write = async (): Promise<Answer[]> => {
    const answers: Answer[] = [];
    while (!end.signal.aborted) answers.push(await publish(rig, person));
    return answers;
  };
  const writers = Array.from({ length: 10 }, write);
  let broken = 0;
  for (let round = 0; round < 8; round++) {
    await sleep(150);
    broken += rig.postgres.reset();
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
      rig,
      confirmed.map((answer) => String(fieldsIn(answer, "article", "slug"))),
    ),
  ).toEqual([]);
});

test("FP-01 the database refuses connections: the process lives, is not ready, says when to come back, and recovers", async () => {
  const person = await signUpSomeone(rig);
  await rig.postgres.become("refuse");
  const calls = () => [
    tags(),
    call(rig, "GET", "/api/user", { token: person.token }),
    publish(rig, person),
    call(rig, "POST", "/api/users/login", { body: { user: { email: "a@example.com", password: "wrong password" } } }),
  ];
  for (const answer of await Promise.all([...calls(), ...calls()])) {
    expectUnavailable(answer);
    expect(answer.ms).toBeLessThan(maxRefusalMs);
  }
  expect((await call(rig, "GET", "/healthz")).status).toBe(200);
  const ready = await call(rig, "GET", "/readyz");
  expect([ready.status, fieldsIn(ready, "dependencies", "postgres")]).toEqual([503, "down"]);
  await rig.postgres.become("pass");
  await recovered();
  expect((await call(rig, "GET", "/readyz")).status).toBe(200);
  expect((await publish(rig, person)).status).toBe(201);
});

test("FP-03 the database stops responding under 300 callers: most get an error within a second, the process responds, and later calls succeed", async () => {
  await rig.postgres.become("hang");
  const calls = Array.from({ length: 300 }, tags);
  const health: Answer[] = [];
  const isOver = Promise.all(calls).then(() => true);
  // The stall ends with the last answer, or shows which ones wait for its end.
  const release = Promise.race([isOver, sleep(stallMs)]).then(() => rig.postgres.become("pass"));
  while (!(await Promise.race([isOver, sleep(200, false)]))) health.push(await call(rig, "GET", "/healthz"));
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
  const person = await signUpSomeone(rig);
  const holder = await lockArticles(rig, "access exclusive");
  const answers = await Promise.all([publish(rig, person), call(rig, "GET", "/api/articles"), publish(rig, person)]);
  for (const answer of answers) {
    expectUnavailable(answer);
    expect(answer.ms).toBeLessThan(maxStatementMs);
  }
  expect(await holder.waiting()).toBe(0);
  await holder.release();
  expect((await publish(rig, person)).status).toBe(201);
});

test("FP-05 every backend is terminated while transactions are open: callers get errors, the process survives, the next calls succeed", async () => {
  const person = await signUpSomeone(rig);
  const holder = await lockArticles(rig, "access exclusive");
  const calls = Promise.all(Array.from({ length: 8 }, () => publish(rig, person)));
  await expect.poll(holder.waiting, { timeout: 4000 }).toBe(8);
  await holder.client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  for (const answer of await calls) expectUnavailable(answer);
  await holder.release();
  await recovered();
  expect((await publish(rig, person)).status).toBe(201);
});
