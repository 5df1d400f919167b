import { createHash } from "node:crypto";
import type { Redis } from "@upstash/redis";
import type { CommandReply } from "./commands.ts";
import { RedisUnavailable } from "./errors.ts";
import type { Keyspace } from "./keyspace.ts";

/** What a script does, for Redis in memory: it runs at once and undisturbed, as Lua does in Redis. */
export type Twin = (space: Keyspace, keys: readonly string[], args: readonly string[]) => CommandReply;

/** One script, written twice; `tests/redis/scripts.test.ts` holds the two together. */
export interface ScriptDefinition<T> {
  /** For Redis 5 and later, and Upstash. All keys that it touches come as `KEYS`. */
  readonly lua: string;
  readonly twin: Twin;
  /** Reads the answer; `undefined` when it makes no sense. */
  readonly decode: (reply: unknown) => T | undefined;
}

/** A script that can be run. */
export interface Script<T> {
  /**
   * Runs it as one atomic step.
   * @throws {RedisUnavailable} also when the answer makes no sense.
   */
  readonly run: (redis: Redis, keys: readonly string[], args: readonly (string | number)[]) => Promise<T>;
}

/** How Redis names a script. */
export const sha1 = (lua: string): string => createHash("sha1").update(lua).digest("hex");

const twins = new Map<string, Twin>();

/** The twin of a script by its SHA-1. */
export const twinOf = (sha: string): Twin | undefined => twins.get(sha);

/** Runs by EVALSHA, so that the text is sent only to a server that does not have it yet. */
async function evaluate(redis: Redis, sha: string, lua: string, keys: string[], args: string[]): Promise<unknown> {
  try {
    return await redis.evalsha(sha, keys, args);
  } catch (error) {
    if (!(error instanceof RedisUnavailable) || error.code !== "NOSCRIPT") throw error;
    return redis.eval(lua, keys, args);
  }
}

/** Defines a script once for every transport. */
export function defineScript<T>({ lua, twin, decode }: ScriptDefinition<T>): Script<T> {
  const sha = sha1(lua);
  twins.set(sha, twin);
  return {
    run: async (redis, keys, args) => {
      const decoded = decode(await evaluate(redis, sha, lua, [...keys], args.map(String)));
      if (decoded === undefined) throw new RedisUnavailable("answer");
      return decoded;
    },
  };
}
