import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { runBy } from "../contestants.ts";
import { type ServerCommand, withServers } from "../servers.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** As `npm start` does. */
const flags = ["--max-semi-space-size=16", "--heap-growing-percent=50", "--no-allocation-site-pretenuring"];

/** Dovetail as it is deployed, but for its log of every request and its limits; without Redis it keeps no answers. */
export function dovetailServer(databaseUrl: string, redisUrl?: string): ServerCommand {
  const server = runBy("node", at("../../server/entry/node.ts"), {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: "warn",
    LIMITS: "off",
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
  });
  return { ...server, args: [...flags, ...server.args] };
}

export const floorServer = (databaseUrl: string): ServerCommand =>
  runBy("node", at("./floor.ts"), { DATABASE_URL: databaseUrl });

/** Dovetail with its public answers kept in Redis. */
export const cached = "cached";

const redisServer: ServerCommand = {
  command: "sh",
  args: ["-c", 'exec redis-server --port "$PORT" --bind 127.0.0.1 --save "" --appendonly no'],
};

/** Starts a Redis in memory for the work; `undefined`, and a line that says so, where `redis-server` is not installed. */
export async function withRedis<T>(
  tell: (line: string) => void,
  work: (url: string | undefined) => Promise<T>,
): Promise<T> {
  const isInstalled = spawnSync("redis-server", ["--version"]).status === 0;
  if (isInstalled)
    return withServers(new Map([["redis", redisServer]]), ([redis]) =>
      work(redis && `redis://127.0.0.1:${redis.port}`),
    );
  tell("no cached reads: redis-server is not installed");
  return work(undefined);
}

/** What is compared with the floor, by name: Dovetail uncached and, with a Redis, with its public answers kept there. */
export function variants(databaseUrl: string, redisUrl: string | undefined): ReadonlyMap<string, ServerCommand> {
  const uncached = ["dovetail", dovetailServer(databaseUrl)] as const;
  return new Map(redisUrl === undefined ? [uncached] : [uncached, [cached, dovetailServer(databaseUrl, redisUrl)]]);
}
