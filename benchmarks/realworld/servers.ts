import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { runBy } from "../contestants.ts";
import { type ServerCommand, withServers } from "../servers.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Like `npm start`. */
const flags = ["--max-semi-space-size=16", "--heap-growing-percent=50", "--no-allocation-site-pretenuring"];

/** Dovetail as deployed, but without request log and rate limits; without Redis it caches no responses. */
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

export const floorWritesServer = (databaseUrl: string): ServerCommand =>
  runBy("node", at("./floor-writes.ts"), { DATABASE_URL: databaseUrl });

/** Dovetail with public responses cached in Redis. */
export const cached = "cached";

const redisServer: ServerCommand = {
  command: "sh",
  args: ["-c", 'exec redis-server --port "$PORT" --bind 127.0.0.1 --save "" --appendonly no'],
};

/** Starts an in-memory Redis for the work; `undefined`, with a message, if `redis-server` is not installed. */
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

/** Contenders to compare with the lower bound: Dovetail uncached and, if Redis is available, cached. */
export function variants(databaseUrl: string, redisUrl: string | undefined): ReadonlyMap<string, ServerCommand> {
  const uncached = ["dovetail", dovetailServer(databaseUrl)] as const;
  return new Map(redisUrl === undefined ? [uncached] : [uncached, [cached, dovetailServer(databaseUrl, redisUrl)]]);
}
