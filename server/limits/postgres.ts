import { type Db, transaction } from "../database/index.ts";
import { applyGcra, type LimitCheck, type Limiter } from "../redis/index.ts";
import { type Count, deleteLapsedCounts, lockCounts, readCounts, storeCounts } from "./queries.ts";

const takesPerSweep = 100;
const maxSwept = 1000;

/** Evaluates the limits against stored counts; a missing count is a full burst. */
function weighCounts(checks: readonly LimitCheck[], counts: readonly Count[]) {
  const fullAtMs = new Map(counts.map((count) => [count.key, count.full_at_ms]));
  const counters = checks.map(({ key, count, periodMs, burst = count, cost = 1 }) => ({
    fullAtMs: fullAtMs.get(key) ?? 0,
    stepMs: periodMs / count,
    burst,
    cost,
  }));
  return applyGcra(Math.max(0, ...counts.map(({ now_ms }) => now_ms)), counters);
}

/**
 * Creates a limiter in Postgres: slower than Redis, but available whenever the service is. Throws the database's
 * errors.
 */
export function createPostgresLimiter(db: Db): Limiter {
  const take = async (checks: readonly LimitCheck[]) => {
    const keys = checks.map(({ key }) => key);
    // A plain read refuses first, without waiting for the lock, so that a flood occupies no connections.
    const glance = weighCounts(checks, await readCounts(db, keys));
    if (!glance.allowed) return glance;
    if (Math.random() * takesPerSweep < 1) await deleteLapsedCounts(db, { max: maxSwept });
    return transaction(db, async (tx) => {
      const { allowed, limits, fullAtMs } = weighCounts(checks, await lockCounts(tx, keys));
      if (allowed) await storeCounts(tx, keys, fullAtMs.map(Math.ceil));
      return { allowed, limits };
    });
  };
  return { take: async (checks) => (checks.length === 0 ? { allowed: true, limits: [] } : take(checks)) };
}
