import { fileURLToPath } from "node:url";
import { runBy } from "../contestants.ts";
import type { ServerCommand } from "../servers.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Dovetail as it is deployed, but for its log of every request and its limits; without Redis it keeps no answers. */
export const dovetailServer = (databaseUrl: string, redisUrl?: string): ServerCommand =>
  runBy("node", at("../../server/entry/node.ts"), {
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: "warn",
    LIMITS: "off",
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
  });

export const floorServer = (databaseUrl: string): ServerCommand =>
  runBy("node", at("./floor.ts"), { DATABASE_URL: databaseUrl });

/** Dovetail with its public answers kept in Redis. */
export const cached = "cached";

/**
 * What is compared with the floor, by name: Dovetail uncached and, where `BENCH_REDIS_URL` names a Redis of its own, with
 * its public answers kept there.
 */
export function variants(databaseUrl: string): ReadonlyMap<string, ServerCommand> {
  const { BENCH_REDIS_URL: redisUrl } = process.env;
  const uncached = ["dovetail", dovetailServer(databaseUrl)] as const;
  return new Map(redisUrl === undefined ? [uncached] : [uncached, [cached, dovetailServer(databaseUrl, redisUrl)]]);
}
