import type { Db } from "../database/index.ts";
import { type LimitCheck, type Limiter, RedisUnavailable } from "../redis/index.ts";
import { createPostgresLimiter } from "./postgres.ts";

/** Rate limiter that falls back when its store is down. */
export interface CallLimiter {
  /**
   * Checks all limits of a call in one step, as {@link Limiter} does.
   * @param isStrict requires a count shared by all processes: without Redis it uses Postgres, and throws the database's
   * errors.
   */
  readonly take: (checks: readonly LimitCheck[], isStrict: boolean) => ReturnType<Limiter["take"]>;
}

/** Stores of the counts. */
export interface CallLimiterOptions {
  /** Shared by all processes, in Redis; `null` without Redis. */
  readonly shared: Limiter | null;
  /** In the memory of this process. */
  readonly local: Limiter;
  readonly db: Db;
}

/**
 * Creates a limiter that counts in Redis. Without Redis or while it is down, strict limits fall back to Postgres and
 * all others to process memory.
 */
export function createCallLimiter({ shared, local, db }: CallLimiterOptions): CallLimiter {
  const strict = createPostgresLimiter(db);
  return {
    take: async (checks, isStrict) => {
      const fallback = isStrict ? strict : local;
      if (shared === null) return fallback.take(checks);
      try {
        return await shared.take(checks);
      } catch (error) {
        if (!(error instanceof RedisUnavailable)) throw error;
        return fallback.take(checks);
      }
    },
  };
}
