import { once } from "node:events";
import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, type TestContext, test, vi } from "vitest";
import {
  type Answer,
  call,
  fieldsIn,
  type Harness,
  lockArticles,
  publish,
  signUpSomeone,
  startHarness,
} from "./proxied-server.ts";

/** The drain timeout plus slack for a busy machine. */
const maxStopMs = 10_000 + 3000;
const signUps = 20;
const lockedWrites = 6;
const slowSenders = 24;

/** A server for the running test; concurrent tests pass their own context. */
async function harnessFor(
  settings: Parameters<typeof startHarness>[0],
  running: Pick<TestContext, "onTestFinished"> = { onTestFinished },
): Promise<Harness> {
  const harness = await startHarness(settings);
  running.onTestFinished(harness.stop);
  return harness;
}

const signUp = (harness: Harness, index: number) => {
  const username = `newcomer${index}`;
  return call(harness, "POST", "/api/users", {
    body: { user: { username, email: `${username}@example.com`, password: "a fine password" } },
  });
};

interface SlowCall {
  readonly finish: () => void;
  readonly status: Promise<number | undefined>;
}

/** Sends the headers and half of the body of a log-in; `100 Continue` proves that the headers arrived. */
async function beginSlowly({ server }: Harness): Promise<SlowCall> {
  const body = JSON.stringify({ user: { email: "nobody@example.com" } });
  const sent: ClientRequest = request(`${server.url}/api/users/login`, {
    method: "POST",
    headers: { "content-type": "application/json", "content-length": body.length, expect: "100-continue" },
  });
  const status = new Promise<number | undefined>((resolve) => {
    sent.on("response", (answer: IncomingMessage) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on("error", () => resolve(undefined));
  });
  sent.flushHeaders();
  await once(sent, "continue");
  sent.write(body.slice(0, 10));
  return { finish: () => sent.end(body.slice(10)), status };
}

/** Opens a keep-alive connection and sends one request, as a load balancer does. */
async function keepIdle({ server }: Harness): Promise<Agent> {
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const [answer] = await once(request(`${server.url}/healthz`, { agent }).end(), "response");
  answer.resume();
  await once(answer, "end");
  return agent;
}

/**
 * Sends SIGTERM and waits until the process logs its stop.
 * @returns its exit status and duration.
 */
async function requestStop({ server }: Harness): Promise<{ ended: Promise<{ code: number | null; ms: number }> }> {
  const startedAt = performance.now();
  const exit = once(server.process, "exit");
  server.process.kill("SIGTERM");
  const ended = exit.then(() => ({ code: server.process.exitCode, ms: performance.now() - startedAt }));
  // Not expect.poll: it requires the current test, which is unknown among concurrent tests.
  await vi.waitFor(() => expect(server.output()).toContain("Stopping (SIGTERM)"), { timeout: 30_000 });
  return { ended };
}

/** The connection is refused, or the response says that the process is stopping. */
const readinessOf = (harness: Harness): Promise<Answer | undefined> =>
  call(harness, "GET", "/readyz").catch(() => undefined);

/** Usernames and titles in the database. */
async function stored({ server }: Harness): Promise<ReadonlySet<string>> {
  const { db } = server.database;
  const people = await db.selectFrom("account").select("username").execute();
  const articles = await db.selectFrom("article").select("slug").execute();
  return new Set([...people.map(({ username }) => username), ...articles.map(({ slug }) => slug)]);
}

test("FX-11 on SIGTERM under load all fifty calls are answered, no new ones are accepted, and every confirmed write is stored", async () => {
  // On a busy machine some of the fifty are still connecting: the shutdown delay lets them in.
  const harness = await harnessFor({ redis: "there", environment: { SHUTDOWN_DELAY_MS: "1000" } });
  const person = await signUpSomeone(harness);
  await keepIdle(harness);
  const holder = await lockArticles(harness, "share");
  const writes = Array.from({ length: lockedWrites }, () => publish(harness, person));
  const slow = await Promise.all(Array.from({ length: slowSenders }, () => beginSlowly(harness)));
  const newcomers = Array.from({ length: signUps }, (_, index) => signUp(harness, index));
  await expect.poll(holder.waiting, { timeout: 4000 }).toBe(lockedWrites);
  await Promise.race(newcomers);

  const { ended } = await requestStop(harness);
  const ready = await readinessOf(harness);
  expect([undefined, 503]).toContain(ready?.status);
  await holder.release();
  for (const { finish } of slow) finish();

  const answers = await Promise.all([...writes, ...newcomers]);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  // A truncated request is the client's error and gets a 4xx.
  expect(await Promise.all(slow.map(({ status }) => status))).toEqual(slow.map(() => 422));
  const { code, ms } = await ended;
  expect(code).toBe(0);
  expect(ms).toBeLessThan(maxStopMs);
  const there = await stored(harness);
  const confirmed = answers.map((answer) =>
    String(fieldsIn(answer, "user", "username") ?? fieldsIn(answer, "article", "slug")),
  );
  expect(confirmed.filter((name) => !there.has(name))).toEqual([]);
  expect(harness.server.output()).not.toContain("db.connection_lost");
});

test("FX-11 a second signal ends the process at once", async () => {
  const harness = await harnessFor({ redis: "none" });
  await beginSlowly(harness);
  const { ended } = await requestStop(harness);
  const secondAt = performance.now();
  harness.server.process.kill("SIGTERM");
  expect((await ended).code).toBe(1);
  expect(performance.now() - secondAt).toBeLessThan(1500);
});

test("readiness is withdrawn first: until the delay is over new connections are answered, and each answer closes its own", async () => {
  const harness = await harnessFor({ redis: "none", environment: { SHUTDOWN_DELAY_MS: "3000" } });
  const { ended } = await requestStop(harness);
  const tags = await call(harness, "GET", "/api/tags");
  expect([tags.status, tags.headers.get("connection")]).toEqual([200, "close"]);
  expect((await call(harness, "GET", "/readyz")).status).toBe(503);
  const { code, ms } = await ended;
  expect(code).toBe(0);
  expect(ms).toBeGreaterThan(2900);
  await expect(call(harness, "GET", "/healthz")).rejects.toThrow();
  expect(harness.server.output()).not.toContain("db.connection_lost");
});

test("FX-11 connections that were opened ahead and never asked anything do not hold it up", async () => {
  const harness = await harnessFor({ redis: "none" });
  const ahead = connect(Number(new URL(harness.server.url).port), "127.0.0.1");
  onTestFinished(() => void ahead.destroy());
  await once(ahead, "connect");
  // Certainly accepted: a later one was answered.
  await keepIdle(harness);
  const { code, ms } = await (await requestStop(harness)).ended;
  expect(code).toBe(0);
  expect(ms).toBeLessThan(8000);
});

test.concurrent("FX-11 a caller who never finishes sending is cut off after ten seconds, and the process ends well", async (context) => {
  const harness = await harnessFor({ redis: "none" }, context);
  const { status } = await beginSlowly(harness);
  const { code, ms } = await (await requestStop(harness)).ended;
  expect([code, await status]).toEqual([0, undefined]);
  expect(ms).toBeLessThan(maxStopMs);
});

test.concurrent.for(["hang", "refuse"] as const)(
  "FX-11 SIGTERM while Postgres and Redis %s: it ends all the same",
  async (fault, context) => {
    const harness = await harnessFor({ redis: "there" }, context);
    expect((await call(harness, "GET", "/api/tags")).status).toBe(200);
    await Promise.all([harness.postgres.become(fault), harness.redis.become(fault)]);
    const { code, ms } = await (await requestStop(harness)).ended;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(maxStopMs);
  },
);
