import { describe, onTestFinished } from "vitest";
import { createMemoryTransport, openRedis, type RedisConnection, type RedisOptions } from "../../server/redis/index.ts";
import { createTcpTransport } from "../../server/redis/tcp-transport.ts";
import { createTestLog, isWithoutRedis, redisUrl } from "../support/redis.ts";
import { type FaultyUpstash, startFaultyUpstash } from "../support/upstash.ts";

/** Opens connections to one Redis: connections of a test share its data. */
export type Open = (options?: Partial<RedisOptions>) => RedisConnection;

/** Timeouts have their own tests; the others must not fail on a busy machine. */
const patientMs = 5000;

const closing = (connection: RedisConnection) => {
  onTestFinished(connection.close);
  return connection;
};

/** TCP connections for the running test. */
export const openTcp: Open = (options) =>
  closing(
    openRedis(
      { kind: "tcp", url: redisUrl },
      { log: createTestLog(), tcp: createTcpTransport, deadlineMs: patientMs, ...options },
    ),
  );

/** In-memory connections for the running test, with shared data. */
export function memoryForTest(): Open {
  const memory = createMemoryTransport();
  return (options) => closing(openRedis({ kind: "memory" }, { log: createTestLog(), memory, ...options }));
}

/** An Upstash server for the running test, in front of the real Redis. */
export async function upstashForTest(url: string = redisUrl): Promise<FaultyUpstash> {
  const backend = createTcpTransport(url);
  const upstash = await startFaultyUpstash(backend);
  onTestFinished(async () => {
    await upstash.stop();
    await backend.close();
  });
  return upstash;
}

const upstashOpen = async (): Promise<Open> => {
  const { address } = await upstashForTest();
  return (options) => closing(openRedis(address, { log: createTestLog(), deadlineMs: patientMs, ...options }));
};

/** Deletes keys, as an eviction does. @returns how many there were. */
export const evict = async ({ redis, space }: RedisConnection, ...keys: readonly string[]): Promise<number> =>
  space === undefined ? redis.del(...keys) : keys.filter(space.delete).length;

/** Remaining TTL in ms; -2 without the key. */
export const ttlOf = async ({ redis, space }: RedisConnection, key: string): Promise<number> =>
  space === undefined ? redis.pttl(key) : space.pttl(key);

/** Runs the same tests over memory, TCP and the Upstash protocol. */
export function describeTransports(suite: (prepare: () => Promise<Open>) => void): void {
  describe("in memory", () => suite(async () => memoryForTest()));
  describeServers(suite);
}

/** Runs the same tests over TCP and the Upstash protocol, for commands that only a real Redis knows. */
export function describeServers(suite: (prepare: () => Promise<Open>) => void): void {
  describe.skipIf(isWithoutRedis)("over TCP", () => suite(async () => openTcp));
  describe.skipIf(isWithoutRedis)("over Upstash's protocol", () => suite(upstashOpen));
}
