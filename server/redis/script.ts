import { createHash } from "node:crypto";
import type { Redis } from "@upstash/redis";
import { RedisUnavailable } from "./errors.ts";
import type { Keyspace } from "./keyspace.ts";

/** Reply of a script or command, in JSON types. */
export type CommandReply = string | number | null | readonly CommandReply[];

/** TypeScript version of a script, for Redis in memory: it runs synchronously and atomically, as Lua does in Redis. */
export type InMemoryScript = (space: Keyspace, keys: readonly string[], args: readonly string[]) => CommandReply;

/** A script in Lua and in TypeScript; `tests/redis/scripts.test.ts` checks that both behave alike. */
export interface ScriptDefinition<T> {
  /** For Redis 5 and later, and Upstash. All keys that it accesses are passed as `KEYS`. */
  readonly lua: string;
  readonly inMemory: InMemoryScript;
  /** Decodes the reply; `undefined` for a malformed one. */
  readonly decode: (reply: unknown) => T | undefined;
}

export interface Script<T> {
  /**
   * Runs the script atomically.
   * @throws {RedisUnavailable} also for a malformed reply.
   */
  readonly run: (redis: Redis, keys: readonly string[], args: readonly (string | number)[]) => Promise<T>;
}

/** SHA-1 of a script's text, by which EVALSHA names it. */
export const sha1 = (lua: string): string => createHash("sha1").update(lua).digest("hex");

const inMemoryScripts = new Map<string, InMemoryScript>();

/** Finds the TypeScript version of a script by its SHA-1. */
export const inMemoryScriptOf = (sha: string): InMemoryScript | undefined => inMemoryScripts.get(sha);

/** Runs by EVALSHA; sends the text only to a server that does not have it cached. */
async function evaluate(redis: Redis, sha: string, lua: string, keys: string[], args: string[]): Promise<unknown> {
  try {
    return await redis.evalsha(sha, keys, args);
  } catch (error) {
    if (!(error instanceof RedisUnavailable) || error.code !== "NOSCRIPT") throw error;
    return redis.eval(lua, keys, args);
  }
}

/**
 * Defines a script for every transport.
 *
 * @example
 * const lengthOf = defineScript<number>({
 *   lua: "return redis.call('STRLEN', KEYS[1])",
 *   inMemory: (space, [key = ""]) => new TextEncoder().encode(space.get(key) ?? "").length,
 *   decode: (reply) => (typeof reply === "number" ? reply : undefined),
 * });
 * const length = await lengthOf.run(redis, ["greeting"], []);
 */
export function defineScript<T>({ lua, inMemory, decode }: ScriptDefinition<T>): Script<T> {
  const sha = sha1(lua);
  inMemoryScripts.set(sha, inMemory);
  return {
    run: async (redis, keys, args) => {
      const decoded = decode(await evaluate(redis, sha, lua, [...keys], args.map(String)));
      if (decoded === undefined) throw new RedisUnavailable("answer");
      return decoded;
    },
  };
}
