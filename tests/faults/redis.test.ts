import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Person } from "../support/people.ts";
import type { Passage } from "../support/proxy.ts";
import { canStartRedis } from "../support/redis.ts";
import { beginLoad, confirmedSlugs, publishAnother } from "./load.ts";
import {
  type Answer,
  call,
  expectUnavailable,
  fieldsIn,
  type Harness,
  missingSlugs,
  publish,
  signUpSomeone,
  startHarness,
  untilAnswered,
} from "./proxied-server.ts";

/** The latency that an unavailable Redis may add to a request, plus slack for a busy machine. */
const maxCallMs = 1000 + 500;
/** With an open circuit breaker most calls must see no delay. */
const maxUsualMs = 250;
const maxRecoveryMs = 10_000;
/** The latency that an open circuit breaker may add to most calls. */
const maxOverheadMs = 20;
/** Duration of the outage under steady load; the requirement is a minute. */
const outageMs = Number(process.env.OUTAGE_MS ?? 5000);

async function harnessFor(settings: Parameters<typeof startHarness>[0]): Promise<Harness> {
  const harness = await startHarness(settings);
  onTestFinished(harness.stop);
  return harness;
}

const readiness = (harness: Harness) => call(harness, "GET", "/readyz");
const isOk = (answer: Answer) => fieldsIn(answer, "status") === "ok";
const recovered = (harness: Harness) => untilAnswered(() => readiness(harness), isOk, maxRecoveryMs);

const revise = (harness: Harness, { token }: Person, slug: string, body: string) =>
  call(harness, "PUT", `/api/articles/${slug}`, { token, body: { article: { body } } });

/** Reads and writes, anonymous and signed in. */
const mixedCalls = (harness: Harness, person: Person, slug: string): readonly Promise<Answer>[] => [
  call(harness, "GET", `/api/articles/${slug}`),
  call(harness, "GET", "/api/tags"),
  call(harness, "GET", "/api/articles"),
  call(harness, "GET", "/api/user", { token: person.token }),
  call(harness, "GET", "/api/articles/feed", { token: person.token }),
  call(harness, "POST", `/api/articles/${slug}/favorite`, { token: person.token }),
];

const statusesOf = (answers: readonly Answer[]) => [...new Set(answers.map(({ status }) => status))];
const slowest = (answers: readonly Answer[]) => Math.max(...answers.map(({ ms }) => ms));
/** A latency percentile in whole ms. */
const percentile = (answers: readonly Answer[], share: number) =>
  Math.round(answers.map(({ ms }) => ms).toSorted((a, b) => a - b)[Math.floor(answers.length * share)] ?? 0);

/** Calls continuously until the signal; returns all responses. */
async function callOn(harness: Harness, person: Person, slug: string, signal: AbortSignal): Promise<Answer[]> {
  const answers: Answer[] = [];
  while (!signal.aborted) answers.push(...(await Promise.all(mixedCalls(harness, person, slug))));
  return answers;
}

/** Writes and reads back versions while Redis fails and recovers; returns the stale reads. */
async function staleReads(harness: Harness, person: Person, slug: string, signal: AbortSignal): Promise<string[]> {
  const stale: string[] = [];
  for (let version = 0; !signal.aborted; version++) {
    const written = await revise(harness, person, slug, `version ${version}`);
    const read = await call(harness, "GET", `/api/articles/${slug}`);
    const body = fieldsIn(read, "article", "body");
    if (written.status !== 200 || body !== `version ${version}`)
      stale.push(`${version}: ${written.status} ${read.status} ${String(body)}`);
    await sleep(10);
  }
  return stale;
}

async function liveThroughOutage(outage: Passage, outageMs: number): Promise<void> {
  const harness = await harnessFor({ redis: "there" });
  const [reader, writer] = [await signUpSomeone(harness), await signUpSomeone(harness)];
  const slugs = await Promise.all(["Read much", "Revised"].map((title) => publish(harness, writer, title)));
  const [slug, revised] = slugs.map((answer) => String(fieldsIn(answer, "article", "slug")));
  await Promise.all(mixedCalls(harness, reader, String(slug)));
  expect(isOk(await readiness(harness))).toBe(true);

  const end = new AbortController();
  const reads = callOn(harness, reader, String(slug), end.signal);
  const stale = staleReads(harness, writer, String(revised), end.signal);
  await harness.redis.become(outage);
  const changedAt = performance.now();
  await untilAnswered(
    () => readiness(harness),
    (answer) => fieldsIn(answer, "status") === "degraded",
    maxCallMs,
  );
  const during = await Promise.all(Array.from({ length: 20 }, () => mixedCalls(harness, reader, String(slug))).flat());
  expect(statusesOf(during)).toEqual([200]);
  expect(slowest(during)).toBeLessThan(maxCallMs);
  await sleep(outageMs - (performance.now() - changedAt));
  await harness.redis.become("pass");
  await recovered(harness);
  await sleep(500);
  end.abort();

  const answers = await reads;
  expect(statusesOf(answers)).toEqual([200]);
  expect(slowest(answers)).toBeLessThan(maxCallMs);
  expect(percentile(answers, 0.5)).toBeLessThan(maxUsualMs);
  expect(await stale).toEqual([]);
}

describe.skipIf(!canStartRedis)("when Redis", () => {
  test(`FR-02 refuses for ${outageMs} ms under 50 calls a second: none fails, few are slow, and no write is lost`, {
    timeout: outageMs * 2 + 60_000,
  }, async () => {
    const harness = await harnessFor({ redis: "there", environment: { LIMITS: "on" } });
    const people = await Promise.all(Array.from({ length: 25 }, () => signUpSomeone(harness)));
    const slug = String(
      fieldsIn(await publish(harness, people[0] ?? (await signUpSomeone(harness))), "article", "slug"),
    );
    const mixed = (index: number): Promise<Answer> => {
      const token = people[Math.floor(index / 5) % people.length]?.token ?? "";
      if (index % 5 === 0) return publishAnother(harness.server.url, { token });
      if (index % 5 === 1) return call(harness, "GET", "/api/user", { token });
      if (index % 5 === 2) return call(harness, "GET", `/api/articles/${slug}`, { token });
      return call(harness, "GET", index % 5 === 3 ? "/api/tags" : "/api/articles");
    };
    const under = async (ms: number) => {
      const load = beginLoad(50, mixed);
      await sleep(ms);
      return (await load.stop()).filter((answer) => answer !== undefined);
    };
    const before = await under(outageMs / 2);
    await harness.redis.become("refuse");
    const answers = await under(outageMs);
    await harness.redis.become("pass");
    await recovered(harness);

    const [usual, late] = [before, answers].map((of) => [0.5, 0.95].map((share) => percentile(of, share)));
    process.stdout.write(`FR-02: ${answers.length} calls, p50 and p95 ${late} ms; with Redis there ${usual} ms\n`);
    expect(answers.length).toBeGreaterThan((outageMs / 1000) * 45);
    if (percentile(before, 0.95) < maxUsualMs) {
      expect(statusesOf(answers).toSorted()).toEqual([200, 201]);
      expect(percentile(answers, 0.95)).toBeLessThan(1000);
      expect(percentile(answers, 0.5) - percentile(before, 0.5)).toBeLessThan(maxOverheadMs);
    } else {
      process.stdout.write("FR-02: the machine is too busy to measure the cost of the outage\n");
      for (const answer of answers) if (answer.status > 201) expectUnavailable(answer);
    }
    expect(await missingSlugs(harness, confirmedSlugs([...before, ...answers]))).toEqual([]);
  });

  test("FR-01 refuses at the start, the service starts degraded, works, and finds it later", async () => {
    const harness = await harnessFor({ redis: "refused", environment: { LIMITS: "on" } });
    const ready = await readiness(harness);
    expect([ready.status, ready.body]).toEqual([
      200,
      { status: "degraded", dependencies: { postgres: "ok", redis: "down" } },
    ]);
    const person = await signUpSomeone(harness);
    const published = await publish(harness, person);
    expect(published.status).toBe(201);
    const answers = await Promise.all(mixedCalls(harness, person, String(fieldsIn(published, "article", "slug"))));
    expect(statusesOf(answers)).toEqual([200]);
    await harness.redis.become("pass");
    await recovered(harness);
    const after = await Promise.all(mixedCalls(harness, person, String(fieldsIn(published, "article", "slug"))));
    expect(statusesOf(after)).toEqual([200]);
  });

  test("refuses connections for a while, callers notice no more than a delay, and no read is older than a write", () =>
    liveThroughOutage("refuse", 4000));

  test("FR-03 answers after 5 s, callers notice no more than a delay, and no read is older than a write", () =>
    liveThroughOutage({ delayMs: 5000 }, 6000));

  test("FR-02 refuses, guesses at passwords stay limited", async () => {
    const harness = await harnessFor({ redis: "there", environment: { LIMITS: "on" } });
    await harness.redis.become("refuse");
    const login = (index: number) =>
      call(harness, "POST", "/api/users/login", {
        body: { user: { email: `stranger${index}@example.com`, password: "wrong password" } },
      });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => login(index)));
    const reached = answers.filter(({ status }) => status === 401);
    // The limit: a burst of ten, then one every six seconds.
    expect(reached.length).toBeGreaterThanOrEqual(10);
    expect(reached.length).toBeLessThanOrEqual(12);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30 - reached.length);
    await harness.redis.become("pass");
    await recovered(harness);
  });
});
