import type { Db } from "../database/index.ts";
import { type LimitCheck, type Limiter, RedisUnavailable } from "../redis/index.ts";
import { createPostgresLimiter } from "./postgres.ts";

/** Counts calls whatever is down. */
export interface CallLimiter {
  /**
   * Asks all limits of a call in one step, as {@link Limiter} does.
   * @param isStrict whether to count among all processes or not at all: then it throws what the database throws.
   */
  readonly take: (checks: readonly LimitCheck[], isStrict: boolean) => ReturnType<Limiter["take"]>;
}

/** Where calls are counted. */
export interface CallLimiterOptions {
  /** Among all processes, in Redis; `null` where there is none. */
  readonly shared: Limiter | null;
  /** In this process. */
  readonly local: Limiter;
  readonly db: Db;
}

/** Counts in Redis; without it, or while it is down, strict limits in Postgres and all others in the process. */
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
