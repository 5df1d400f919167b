import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { startProxy } from "../support/proxy.ts";
import { type ServerProcess, startServer } from "../support/runtimes.ts";
import { startFailover } from "./failover.ts";
import { type Neighbour, startNeighbour } from "./neighbour.ts";

/**
 * The injected faults. Redis refuses connections, hangs, executes without a response, or is slow. The database is
 * slow, which widens the window between a commit, its invalidation and its response, or drops connections. A server
 * is killed while writes wait for Redis, or after acknowledged writes that could not invalidate; then both may be
 * killed. Redis crashes and restarts from a snapshot; its address fails over to a stale replica; another service on
 * the same Redis starts with a new database.
 */
export const mishaps = [
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
export type Mishap = (typeof mishaps)[number];

/** Reads a server's count of cache hits. */
async function hitsOf({ process: child, output }: ServerProcess): Promise<number> {
  const told = /^\{"event":"cache","hits":(\d+),/m;
  child.kill("SIGUSR2");
  await vi.waitUntil(() => told.test(output()), { timeout: 5000 });
  return Number(told.exec(output())?.[1]);
}

/** Two servers over one database and one Redis. */
export interface Pair {
  readonly database: TestDatabase;
  /** The current servers: a killed one restarts at its address. */
  readonly servers: [ServerProcess, ServerProcess];
  /** Injects a fault for a while, then repairs it. */
  readonly suffer: (mishap: Mishap, random: () => number) => Promise<void>;
  /** Cache hits of the running servers. */
  readonly hits: () => Promise<number>;
  /** The current fault, for failure messages. */
  readonly state: () => string;
  readonly neighbour: Neighbour;
  readonly stop: () => Promise<void>;
}

/** Articles of the subjects; the neighbor service has the same slugs. */
export const titles: readonly string[] = ["Joint 0", "Joint 1", "Joint 2", "Joint 3"];

const delayMs = 400;
const databaseDelayMs = 15;
const maxRestarts = 5;

export async function startPair(): Promise<Pair> {
  const database = await createTestDatabase();
  const redis = await startFailover();
  const proxy = await startProxy("127.0.0.1", redis.port());
  const environment = { REDIS_URL: `redis://127.0.0.1:${proxy.port}`, LOG_LEVEL: "error" };
  const direct = new URL(database.url);
  const postgres = await startProxy(direct.hostname, Number(direct.port || 5432));
  direct.host = `127.0.0.1:${postgres.port}`;
  const start = (port?: number) =>
    startServer("node", direct.href, { environment, ...(port !== undefined && { port }) });
  const servers: Pair["servers"] = [await start(), await start()];
  const neighbour = await startNeighbour(environment, titles);

  /** Restarts repeatedly, as a supervisor would: a database fault can prevent the start. */
  const restart = async (port: number): Promise<ServerProcess> => {
    for (let left = maxRestarts; ; left--) {
      const server = await start(port).catch((error: unknown) => {
        if (left === 0) throw error;
      });
      if (server !== undefined) return server;
    }
  };

  /** SIGKILL: no warning, work in progress is lost. */
  const kill = async (index: 0 | 1) => {
    const { process: child, url } = servers[index];
    child.kill("SIGKILL");
    await once(child, "exit");
    await sleep(200);
    servers[index] = await restart(Number(new URL(url).port));
  };
  const both = () => Promise.all([kill(0), kill(1)]);
  let state = "all well";
  const during = async (passage: Parameters<typeof proxy.become>[0], work: () => Promise<unknown>) => {
    await proxy.become(passage);
    await work();
    await proxy.become("pass");
    state = `${state}, over`;
  };
  /** Writes are acknowledged without invalidation; then Redis is back, and the processes that knew are gone. */
  const dieAfter = async (awayMs: number, die: () => Promise<unknown>) => {
    let dead: Promise<unknown> = Promise.resolve();
    await during("refuse", async () => {
      await sleep(awayMs);
      dead = die();
    });
    await dead;
  };
  return {
    database,
    servers,
    neighbour,
    hits: async () => {
      const [one, two] = await Promise.all(servers.map(hitsOf));
      return (one ?? 0) + (two ?? 0);
    },
    state: () => state,
    suffer: async (mishap, random) => {
      const chosen = random() < 0.5 ? 0 : 1;
      const forAWhile = () => sleep(100 + random() * 1200);
      const briefly = () => sleep(random() * 50);
      state = `${mishap} ${servers[chosen].url}`;
      if (mishap === "kill") return kill(chosen);
      if (mishap === "new database") return neighbour.renew();
      if (mishap === "Redis goes back") return redis.goBack(() => sleep(random() * 1500));
      if (mishap === "replica takes over") {
        await redis.failOver(() => sleep(random() * 800));
        proxy.aim(redis.port());
        return void proxy.reset();
      }
      if (mishap === "slow") return during({ delayMs }, forAWhile);
      if (mishap === "database resets") return void postgres.reset();
      if (mishap === "slow database") {
        await postgres.become({ delayMs: databaseDelayMs });
        await sleep(1000 + random() * 1000);
        return postgres.become("pass");
      }
      if (mishap === "refuse briefly") return during("refuse", briefly);
      if (mishap === "swallow briefly") return during("swallow", briefly);
      if (mishap === "kill while away") return dieAfter(100 + random() * 600, () => kill(chosen));
      if (mishap === "kill both while away") return dieAfter(100 + random() * 600, both);
      // Writes that wait for Redis are committed but not yet invalidated.
      if (mishap === "kill while slow")
        return during({ delayMs }, async () => {
          await sleep(50 + random() * 350);
          await kill(chosen);
        });
      return during(mishap, forAWhile);
    },
    stop: async () => {
      for (const { process: child } of servers) child.kill("SIGKILL");
      await Promise.all(servers.map(({ process: child }) => child.exitCode ?? child.signalCode ?? once(child, "exit")));
      await Promise.all([proxy.stop(), postgres.stop(), redis.stop()]);
      await database.drop();
    },
  };
}
