import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, onTestFinished } from "vitest";
import { enrol, type Person } from "../support/people.ts";
import { startProxy, type TcpProxy } from "../support/proxy.ts";
import { startRedis } from "../support/redis.ts";
import { type RunningServer, startRuntime } from "../support/runtimes.ts";

/** A server process that reaches its dependencies through proxies. */
export interface Harness {
  readonly server: RunningServer;
  readonly postgres: TcpProxy;
  readonly redis: TcpProxy;
  /** Checks the process's output for crashes and secrets, and stops everything. */
  readonly stop: () => Promise<void>;
}

/** A response as a caller sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly ms: number;
}

interface Settings {
  /** Whether Redis is used; a password allows a test to search the output for it. */
  readonly redis: "none" | "there" | "refused";
  readonly environment?: Readonly<Record<string, string>>;
}

const redisPassword = "secret-of-redis-4711";
const maxStopMs = 30_000;

/** Allowed output beside JSON log lines: the address, preparation steps and the reason of the shutdown. */
const printedLine = /^(?:\{.*\}|Dovetail is ready \(\d+ ms\): \S+| {2}REST .*| {2}migrated: .*|Stopping \(.*\)|)$/;

/** Checks for no crash, no raw stack trace and no secrets; stack traces inside log lines are fine. */
function expectQuietOutput(output: string, secrets: readonly string[]): void {
  expect(output.split("\n").filter((line) => !printedLine.test(line))).toEqual([]);
  expect(output).not.toMatch(/unhandled|uncaught/i);
  for (const secret of secrets) expect(output).not.toContain(secret);
}

const throughProxy = (url: string, { port }: TcpProxy) => {
  const direct = new URL(url);
  direct.host = `127.0.0.1:${port}`;
  return direct.href;
};

async function startProxiedRedis(): Promise<{ url: string; proxy: TcpProxy; stop: () => Promise<void> }> {
  const { url, stop } = await startRedis(["--requirepass", redisPassword]);
  const proxy = await startProxy("127.0.0.1", Number(new URL(url).port));
  const withPassword = new URL(throughProxy(url, proxy));
  withPassword.password = redisPassword;
  return { url: withPassword.href, proxy, stop: async () => void (await Promise.all([proxy.stop(), stop()])) };
}

/** Starts the Node server behind proxies. */
export async function startHarness({ redis, environment }: Settings): Promise<Harness> {
  const shared = await startProxiedRedis();
  if (redis === "refused") await shared.proxy.become("refuse");
  let postgres: TcpProxy | undefined;
  const via = async (url: string) => {
    const { hostname, port } = new URL(url);
    postgres = await startProxy(hostname, Number(port || 5432));
    return throughProxy(url, postgres);
  };
  const server = await startRuntime(
    "node",
    { ...(redis !== "none" && { REDIS_URL: shared.url }), ...environment },
    via,
  );
  const stop = async () => {
    await Promise.all([postgres?.become("pass"), shared.proxy.become("pass")]);
    const watchdog = setTimeout(() => server.process.kill("SIGKILL"), maxStopMs);
    await server.stop();
    clearTimeout(watchdog);
    await Promise.all([postgres?.stop(), shared.stop()]);
    const { password } = new URL(server.database.url);
    expectQuietOutput(server.output(), [redisPassword, shared.url, ...(password === "" ? [] : [password])]);
  };
  if (postgres === undefined) throw new Error("the server was started without a proxy");
  return { server, postgres, redis: shared.proxy, stop };
}

interface CallOptions {
  readonly token?: string;
  readonly body?: unknown;
}

/** Calls the server; rejects without a response. */
export async function call(
  { server }: { readonly server: Pick<RunningServer, "url"> },
  method: string,
  path: string,
  { token, body }: CallOptions = {},
): Promise<Answer> {
  const startedAt = performance.now();
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const ms = performance.now() - startedAt;
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text), ms };
}

/** Reads nested fields of a response. */
export const fieldsIn = ({ body }: Answer, ...names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (value, name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined),
    body,
  );

/** A signed-in user without a password. */
export const signUpSomeone = ({ server }: Pick<Harness, "server">): Promise<Person> => enrol(server);

/** Publishes an article. */
export const publish = (harness: Pick<Harness, "server">, { token }: Person, title = "A joint"): Promise<Answer> =>
  call(harness, "POST", "/api/articles", {
    token,
    body: { article: { title, description: "About it.", body: "All of it.", tagList: ["wood"] } },
  });

/** Expects a 503 with `Retry-After` and without internal details. */
export function expectUnavailable({ status, headers, body }: Answer): void {
  expect([status, headers.get("retry-after")]).toEqual([503, "1"]);
  expect(JSON.stringify(body)).not.toMatch(/ECONN|timeout|Connection|node_modules|127\.0/);
}

/**
 * Polls until the response matches.
 * @returns the elapsed time.
 */
export async function untilAnswered(
  ask: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
  maxMs: number,
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const answer = await ask().catch(() => undefined);
    const ms = performance.now() - startedAt;
    if (answer !== undefined && isWanted(answer)) return ms;
    if (ms > maxMs)
      throw new Error(
        `no wanted response within ${maxMs} ms; the last: ${answer?.status} ${JSON.stringify(answer?.body)}`,
      );
    await sleep(20);
  }
}

/** The slugs that are missing in the database. */
export async function missingSlugs({ server }: Pick<Harness, "server">, slugs: readonly string[]): Promise<string[]> {
  const rows = await server.database.db.selectFrom("article").select("slug").execute();
  const stored = new Set(rows.map(({ slug }) => slug));
  return slugs.filter((slug) => !stored.has(slug));
}

/** Locks articles against writes, or with `access exclusive` also against reads, over its own connection. */
export async function lockArticles({ server }: Pick<Harness, "server">, mode: "share" | "access exclusive") {
  const connected = async () => {
    const client = new pg.Client({ connectionString: server.database.url });
    // The database may be dropped during the test's cleanup.
    client.on("error", () => {});
    await client.connect();
    onTestFinished(() => client.end().catch(() => {}));
    return client;
  };
  const client = await connected();
  await client.query(`begin; lock table article in ${mode} mode`);
  // Uses another connection: inside a transaction, statistics views are a snapshot.
  const observer = await connected();
  const waiting = async () => {
    const { rows } = await observer.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return rows.length;
  };
  return { client, waiting, release: async () => void (await client.query("rollback")) };
}
