import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { vi } from "vitest";
import type { MaybePromise } from "../../server/concurrency/maybe-promise.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { startProxy } from "../support/proxy.ts";
import { type ServerProcess, startServer } from "../support/runtimes.ts";
import { startFailover } from "./failover.ts";
import { type Neighbor, startNeighbor } from "./neighbor.ts";

/**
 * The injected faults. Redis refuses connections, hangs, executes without a response, or is slow. The database is
 * slow, which widens the window between a commit, its invalidation and its response, or drops connections. A server
 * is killed while writes wait for Redis, or after acknowledged writes that could not invalidate; then both may be
 * killed. Redis crashes and restarts from a snapshot; its address fails over to a stale replica; another service on
 * the same Redis starts with a new database.
 */
export const faultNames = [
  "refuse",
  "hang",
  "swallow",
  "slow",
  "refuse briefly",
  "swallow briefly",
  "slow database",
  "database resets",
  "kill",
  "kill while slow",
  "kill while away",
  "kill both while away",
  "Redis goes back",
  "replica takes over",
  "new database",
] as const;
export type FaultName = (typeof faultNames)[number];

/** Reads a server's count of cache hits. */
async function hitsOf({ process: child, output }: ServerProcess): Promise<number> {
  const cacheLine = /^\{"event":"cache","hits":(\d+),/m;
  child.kill("SIGUSR2");
  await vi.waitUntil(() => cacheLine.test(output()), { timeout: 5000 });
  return Number(cacheLine.exec(output())?.[1]);
}

/** Two servers over one database and one Redis. */
export interface Pair {
  readonly database: TestDatabase;
  /** The current servers: a killed one restarts at its address. */
  readonly servers: [ServerProcess, ServerProcess];
  /** Injects a fault for a while, then repairs it. */
  readonly inject: (faultName: FaultName, random: () => number) => Promise<void>;
  /** Cache hits of the running servers. */
  readonly hits: () => Promise<number>;
  /** The current fault, for failure messages. */
  readonly state: () => string;
  readonly neighbor: Neighbor;
  readonly stop: () => Promise<void>;
}

/** Articles of the subjects; the neighbor service has the same slugs. */
export const titles: readonly string[] = ["Joint 0", "Joint 1", "Joint 2", "Joint 3"];

const delayMs = 400;
const databaseDelayMs = 15;
const maxRestarts = 5;

/** Starts servers repeatedly, as a supervisor would: a database fault can prevent the start. */
async function startDespiteFaults(start: () => Promise<ServerProcess>): Promise<ServerProcess> {
  for (let left = maxRestarts; ; left--) {
    const server = await start().catch((error: unknown) => {
      if (left === 0) throw error;
    });
    if (server !== undefined) return server;
  }
}

/** The parts that faults are injected into. */
interface Parts {
  readonly servers: Pair["servers"];
  readonly start: (port: number) => Promise<ServerProcess>;
  readonly redis: Awaited<ReturnType<typeof startFailover>>;
  readonly redisProxy: Proxy;
  readonly databaseProxy: Proxy;
  readonly neighbor: Neighbor;
}

type Proxy = Awaited<ReturnType<typeof startProxy>>;

/** SIGKILL: no warning, work in progress is lost. */
async function killServer({ servers, start }: Parts, index: 0 | 1): Promise<void> {
  const { process: child, url } = servers[index];
  child.kill("SIGKILL");
  await once(child, "exit");
  await sleep(200);
  servers[index] = await startDespiteFaults(() => start(Number(new URL(url).port)));
}

/** Injects each fault for a while; `random` decides for how long, and `chosen` is the affected server. */
function createInjections(parts: Parts, onOver: () => void) {
  const { redis, redisProxy, databaseProxy, neighbor } = parts;
  const during = async (passage: Parameters<Proxy["become"]>[0], work: () => Promise<unknown>) => {
    await redisProxy.become(passage);
    await work();
    await redisProxy.become("pass");
    onOver();
  };
  /** Writes are acknowledged without invalidation; then Redis is back, and the processes that knew of them are dead. */
  const dieAfter = async (awayMs: number, die: () => Promise<unknown>) => {
    let dead: Promise<unknown> = Promise.resolve();
    await during("refuse", async () => {
      await sleep(awayMs);
      dead = die();
    });
    await dead;
  };
  const slowDatabase = async (forMs: number) => {
    await databaseProxy.become({ delayMs: databaseDelayMs });
    await sleep(forMs);
    await databaseProxy.become("pass");
  };
  const failOver = async (random: () => number) => {
    await redis.failOver(() => sleep(random() * 800));
    redisProxy.aim(redis.port());
    redisProxy.reset();
  };
  /** Writes that wait for Redis are committed but not yet invalidated. */
  const killWhileSlow = (afterMs: number, chosen: 0 | 1) =>
    during({ delayMs }, async () => {
      await sleep(afterMs);
      await killServer(parts, chosen);
    });
  const both = () => Promise.all([killServer(parts, 0), killServer(parts, 1)]);
  const injections: Readonly<Record<FaultName, (random: () => number, chosen: 0 | 1) => MaybePromise<unknown>>> = {
    refuse: (random) => during("refuse", () => forAWhile(random)),
    hang: (random) => during("hang", () => forAWhile(random)),
    swallow: (random) => during("swallow", () => forAWhile(random)),
    slow: (random) => during({ delayMs }, () => forAWhile(random)),
    "refuse briefly": (random) => during("refuse", () => briefly(random)),
    "swallow briefly": (random) => during("swallow", () => briefly(random)),
    "slow database": (random) => slowDatabase(1000 + random() * 1000),
    "database resets": () => databaseProxy.reset(),
    kill: (_, chosen) => killServer(parts, chosen),
    "kill while slow": (random, chosen) => killWhileSlow(50 + random() * 350, chosen),
    "kill while away": (random, chosen) => dieAfter(100 + random() * 600, () => killServer(parts, chosen)),
    "kill both while away": (random) => dieAfter(100 + random() * 600, both),
    "Redis goes back": (random) => redis.goBack(() => sleep(random() * 1500)),
    "replica takes over": failOver,
    "new database": () => neighbor.renew(),
  };
  return injections;
}

const forAWhile = (random: () => number) => sleep(100 + random() * 1200);
const briefly = (random: () => number) => sleep(random() * 50);

export async function startPair(): Promise<Pair> {
  const database = await createTestDatabase();
  const redis = await startFailover();
  const redisProxy = await startProxy("127.0.0.1", redis.port());
  const environment = { REDIS_URL: `redis://127.0.0.1:${redisProxy.port}`, LOG_LEVEL: "error" };
  const direct = new URL(database.url);
  const databaseProxy = await startProxy(direct.hostname, Number(direct.port || 5432));
  direct.host = `127.0.0.1:${databaseProxy.port}`;
  const start = (port?: number) =>
    startServer("node", direct.href, { environment, ...(port !== undefined && { port }) });
  const servers: Pair["servers"] = [await start(), await start()];
  const neighbor = await startNeighbor(environment, titles);
  let state = "all well";
  const injections = createInjections({ servers, start, redis, redisProxy, databaseProxy, neighbor }, () => {
    state = `${state}, over`;
  });
  return {
    database,
    servers,
    neighbor,
    hits: async () => {
      const [one, two] = await Promise.all(servers.map(hitsOf));
      return (one ?? 0) + (two ?? 0);
    },
    state: () => state,
    inject: async (faultName, random) => {
      const chosen = random() < 0.5 ? 0 : 1;
      state = `${faultName} ${servers[chosen].url}`;
      await injections[faultName](random, chosen);
    },
    stop: async () => {
      for (const { process: child } of servers) child.kill("SIGKILL");
      await Promise.all(servers.map(({ process: child }) => child.exitCode ?? child.signalCode ?? once(child, "exit")));
      await Promise.all([redisProxy.stop(), databaseProxy.stop(), redis.stop()]);
      await database.drop();
    },
  };
}
