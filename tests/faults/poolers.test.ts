import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createTestDatabase } from "../support/database.ts";
import { enrol, type Person } from "../support/people.ts";
import {
  type PgBouncerOptions,
  type Pooler,
  pgBouncerMissing,
  startPgBouncer,
  trackingPgBouncerMissing,
} from "../support/pgbouncer.ts";
import { pgpoolMissing, startPgpool } from "../support/pgpool.ts";
import { isWithoutRedis, startRedis } from "../support/redis.ts";
import { type ServerProcess, startServer } from "../support/runtimes.ts";

/** Duration per mode; releases are tested with a minute each. */
const trafficMs = 1000 * Number(process.env.POOLER_SECONDS ?? 4);
const callers = 50;

interface Called {
  readonly status: number;
  readonly body: unknown;
}

/** Results of the callers. */
interface Met {
  calls: number;
  writes: number;
  readonly wrong: string[];
}

async function call(url: string, method: string, path: string, { token }: Person, body?: object): Promise<Called> {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

const firstWaitMs = 1000;
/**
 * Pause between a caller's calls: the load is half the capacity of two cores, so that no response reports overload.
 */
const pauseMs = 250;

/** One caller: writes to one process, reads from the other, and knows the expected state. */
async function callOn(urls: readonly string[], person: Person, id: number, met: Met, until: number): Promise<void> {
  let turn = id;
  // Staggered start: the queue limit is not under test.
  await sleep((firstWaitMs * id) / callers);
  const ask = async (method: string, path: string, body?: object) => {
    await sleep(pauseMs);
    turn += 1;
    met.calls += 1;
    if (method !== "GET") met.writes += 1;
    return call(urls[turn % urls.length] ?? "", method, path, person, body);
  };
  const expectThat = (what: string, answer: Called, status: number, part?: object) => {
    try {
      expect(answer).toMatchObject({ status, ...(part !== undefined && { body: part }) });
    } catch {
      met.wrong.push(`${what}: ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 300)}`);
    }
  };
  for (let round = 0; Date.now() < until; round++) {
    const title = `Title ${id} ${round}`;
    const slug = `title-${id}-${round}`;
    const text = { title, description: `about ${id}`, body: `${id}/${round}`, tagList: [`tag${id}`] };
    const article = { slug, title, body: text.body, author: { username: person.username } };
    expectThat("publish", await ask("POST", "/articles", { article: text }), 201, { article });
    expectThat("read", await ask("GET", `/articles/${slug}`), 200, { article });
    const changed = { article: { ...article, body: "changed" } };
    expectThat("change", await ask("PUT", `/articles/${slug}`, { article: { body: "changed" } }), 200, changed);
    expectThat("read what changed", await ask("GET", `/articles/${slug}`), 200, changed);
    const favorite = { article: { slug, favorited: true, favoritesCount: 1 } };
    expectThat("favorite", await ask("POST", `/articles/${slug}/favorite`), 200, favorite);
    expectThat("read what is a favorite", await ask("GET", `/articles/${slug}`), 200, favorite);
    expectThat("list", await ask("GET", `/articles?author=${person.username}`), 200, { articles: [{ slug }] });
    expectThat("profile", await ask("GET", `/profiles/${person.username}`), 200, {
      profile: { username: person.username },
    });
    expectThat("who", await ask("GET", "/user"), 200, { user: { username: person.username } });
    expectThat("remove", await ask("DELETE", `/articles/${slug}`), 204);
    expectThat("read what is gone", await ask("GET", `/articles/${slug}`), 404);
  }
}

const stopped = async ({ process: child }: ServerProcess) => {
  child.kill("SIGTERM");
  while (child.exitCode === null && child.signalCode === null) await sleep(20);
};

type StartPooler = (databaseUrl: string) => Promise<Pooler>;
type AtEnd = (work: () => Promise<void>) => void;

/** Two processes behind one pooler, with fifty callers. */
async function traffic(start: StartPooler, atEnd: AtEnd): Promise<Met & { readonly output: string }> {
  const database = await createTestDatabase();
  atEnd(database.drop);
  const pooler = await start(database.url);
  atEnd(pooler.stop);
  const redis = isWithoutRedis ? undefined : await startRedis();
  if (redis !== undefined) atEnd(redis.stop);
  const environment = { LOG_LEVEL: "info", ...(redis !== undefined && { REDIS_URL: redis.url }) };
  const started = Promise.all([0, 1].map(() => startServer("node", pooler.url, { environment })));
  const servers = await started.catch((cause: unknown) => {
    throw new Error(`no start behind the pooler, which said:\n${pooler.output()}`, { cause });
  });
  for (const server of servers) atEnd(() => stopped(server));
  const met: Met = { calls: 0, writes: 0, wrong: [] };
  const people = await Promise.all(Array.from({ length: callers }, (_, id) => enrol({ database }, `caller${id}`)));
  const until = Date.now() + trafficMs;
  const urls = servers.map(({ url }) => url);
  await Promise.all(people.map((person, id) => callOn(urls, person, id, met, until)));
  await Promise.all(servers.map(stopped));
  return { ...met, output: servers.map(({ output }) => output()).join("") };
}

interface Case {
  readonly name: string;
  readonly start: StartPooler;
  readonly missing: string | undefined;
  /** pgpool-II lends whole sessions, so it counts as direct. */
  readonly route: "direct" | "pooler";
}

const pgBouncer = (name: string, options: PgBouncerOptions): Case => ({
  name: `PgBouncer, ${name}`,
  start: (url) => startPgBouncer(url, options),
  missing: options.tracksStatements === true ? trackingPgBouncerMissing() : pgBouncerMissing(),
  route: "pooler",
});

const tracksStatements = true;
const cases: readonly Case[] = [
  pgBouncer("mode session", { mode: "session", settings: { default_pool_size: 40 } }),
  pgBouncer("mode transaction", { mode: "transaction" }),
  // Left out without a refusal.
  pgBouncer("mode transaction, silent", {
    mode: "transaction",
    settings: { ignore_startup_parameters: "options,extra_float_digits" },
  }),
  pgBouncer("mode transaction, tracked", { mode: "transaction", tracksStatements }),
  pgBouncer("mode transaction, untracked", {
    mode: "transaction",
    tracksStatements,
    settings: { max_prepared_statements: 0 },
  }),
  { name: "pgpool-II", start: startPgpool, missing: pgpoolMissing(), route: "direct" },
];

// One after the other: six processes at once are more than two cores answer within a second.
describe.each(cases)("behind $name", ({ name, start, missing, route }) => {
  test.skipIf(missing !== undefined)(
    "two processes answer fifty callers right, and never by 5xx",
    { timeout: trafficMs + 60_000 },
    async ({ expect, onTestFinished }) => {
      const { calls, writes, wrong, output } = await traffic(start, onTestFinished);
      process.stdout.write(`${name}: ${calls} calls, ${writes} of them writes, ${wrong.length} wrong\n`);
      expect(output.split("\n").filter((line) => line.includes('"level":"error"'))).toEqual([]);
      expect(wrong.slice(0, 5)).toEqual([]);
      expect(calls).toBeGreaterThanOrEqual(callers * 11);
      expect(output).toContain(`"event":"db.route_found","route":"${route}"`);
      if (route === "pooler") expect(output).toContain("DATABASE_DIRECT_URL");
    },
  );
});

test.skipIf(pgBouncerMissing() !== undefined || isWithoutRedis)(
  "behind PgBouncer, DATABASE_DIRECT_URL lets notifications arrive, so that the shared cache serves",
  async ({ expect, onTestFinished }) => {
    const database = await createTestDatabase();
    onTestFinished(database.drop);
    const pooler = await startPgBouncer(database.url, { mode: "transaction" });
    onTestFinished(pooler.stop);
    const redis = await startRedis();
    onTestFinished(redis.stop);
    const environment = { LOG_LEVEL: "info", REDIS_URL: redis.url, DATABASE_DIRECT_URL: database.url };
    const server = await startServer("node", pooler.url, { environment });
    onTestFinished(() => stopped(server));
    const outputAfterRead = async () => {
      expect((await fetch(`${server.url}/api/tags`)).status).toBe(200);
      return server.output();
    };
    await expect.poll(outputAfterRead).toContain('"cache":["hit"]');
    expect(server.output()).toContain('"event":"db.route_found","route":"pooler"');
    expect(server.output()).not.toContain("db.listen_unavailable");
  },
);
