import type { Redis } from "@upstash/redis";
import { RedisUnavailable } from "./errors.ts";

/** Reads the server's mode: `standalone`, `cluster` or `sentinel`; `undefined` while Redis is unavailable. */
export async function readMode(redis: Redis): Promise<string | undefined> {
  try {
    const info: unknown = await redis.exec(["INFO", "server"]);
    return /^redis_mode:(\w+)/m.exec(String(info))?.[1];
  } catch (error) {
    if (error instanceof RedisUnavailable) return undefined;
    throw error;
  }
}
