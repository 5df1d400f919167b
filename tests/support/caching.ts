import type { Environment } from "../../server/app/config.ts";
import { type Cache, type CacheOptions, createCache } from "../../server/cache/index.ts";
import { openRedis, type RedisAddress } from "../../server/redis/index.ts";
import { createTcpTransport } from "../../server/redis/tcp-transport.ts";
import { startTestApp, type TestApp, type TestParts } from "./app.ts";
import { createTestLog, ownPrefix } from "./redis.ts";

/** A cache that a test inspects, as part of an app. */
export interface TestCaching extends TestParts {
  readonly cache: Cache;
}

/** Timeouts have their own tests; the others must not fail on a busy machine. */
const patientMs = 5000;

/** Creates the cache of one process; caches with the same address and prefix share entries. */
export function openTestCaching(
  address: RedisAddress = { kind: "memory" },
  options: Partial<CacheOptions> = {},
): TestCaching {
  const log = createTestLog();
  const connection = openRedis(address, { log, tcp: createTcpTransport, deadlineMs: patientMs });
  const cache = createCache({ connection, log, prefix: ownPrefix(), ...options });
  return { cache, repeatsInvalidations: address.kind !== "memory", close: connection.close };
}

/** Starts an application with an in-memory cache, as in production: no test may notice it. */
export const startCachedApp = (environment: Environment = {}): Promise<TestApp> =>
  startTestApp(environment, undefined, openTestCaching());
