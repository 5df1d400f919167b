import type { Redis } from "@upstash/redis";
import { defineScript } from "./script.ts";

/** A rate limit: `count` calls per `periodMs`, with a burst. */
export interface Limit {
  readonly count: number;
  readonly periodMs: number;
  /** Calls allowed at once after an idle period; default `count`. */
  readonly burst?: number;
}

/** One limit to check for one caller. */
export interface LimitCheck extends Limit {
  /** Identifies limit and caller, such as `login:203.0.113.7`; at most a few hundred characters. */
  readonly key: string;
  /** Units that the call consumes; default 1. 0 only checks; a negative cost refunds. */
  readonly cost?: number;
}

/** State of one limit for one caller after a check. */
export interface LimitState {
  readonly allowed: boolean;
  /** Further calls that would pass now. */
  readonly remaining: number;
  /** 0 where the call passes; otherwise the time until it would pass without other calls. */
  readonly retryAfterMs: number;
  /** Time until the full burst is available again. */
  readonly resetMs: number;
}

/** Rate limiter. */
export interface Limiter {
  /**
   * Checks all limits atomically: consumes from every limit, or from none when one refuses. Results are in input order.
   * @throws {RedisUnavailable} The caller decides what happens then.
   */
  readonly take: (
    checks: readonly LimitCheck[],
  ) => Promise<{ readonly allowed: boolean; readonly limits: readonly LimitState[] }>;
}

const lua = `
local time = redis.pcall('TIME')
local now = time.err and tonumber(ARGV[#ARGV]) or tonumber(time[1]) * 1000 + tonumber(time[2]) / 1000
local allowed = 1
local next = {}
local reply = {}
for i = 1, #KEYS do
  local step = tonumber(ARGV[i * 3 - 2])
  local window = step * tonumber(ARGV[i * 3 - 1])
  local cost = step * tonumber(ARGV[i * 3])
  local from = math.min(math.max(tonumber(redis.call('GET', KEYS[i]) or 0), now), now + window)
  next[i] = from + cost
  local wait = next[i] - window - now
  local passes = wait <= 0.0005
  if not passes then allowed = 0 end
  reply[i] = { passes and 1 or 0, from, step, window, wait }
end
local answer = { allowed }
for i = 1, #KEYS do
  local passes, from, step, window, wait = unpack(reply[i])
  local at = from
  if allowed == 1 then
    at = next[i]
    if at > now then
      redis.call('SET', KEYS[i], string.format('%.3f', at), 'PX', math.ceil(at - now) + 1)
    else
      redis.call('DEL', KEYS[i])
    end
  end
  answer[#answer + 1] = passes
  answer[#answer + 1] = math.max(0, math.floor((now + window - at) / step + 0.000001))
  answer[#answer + 1] = passes == 1 and 0 or math.max(1, math.ceil(wait))
  answer[#answer + 1] = math.max(0, math.ceil(at - now))
end
return answer
`;

const numbersPerLimit = 4;

function decode(reply: unknown): Awaited<ReturnType<Limiter["take"]>> | undefined {
  if (!Array.isArray(reply) || reply.length % numbersPerLimit !== 1) return undefined;
  const numbers = reply.map(Number);
  if (!numbers.every(Number.isSafeInteger)) return undefined;
  const [allowed, ...rest] = numbers;
  const limits = Array.from({ length: rest.length / numbersPerLimit }, (_, at): LimitState => {
    const [passes, remaining = 0, retryAfterMs = 0, resetMs = 0] = rest.slice(at * numbersPerLimit);
    return { allowed: passes === 1, remaining, retryAfterMs, resetMs };
  });
  return { allowed: allowed === 1, limits };
}

/** State of one limit: when its full burst is available again, the time one unit takes to refill, and the cost asked. */
export interface Counter {
  readonly fullAtMs: number;
  readonly stepMs: number;
  readonly burst: number;
  readonly cost: number;
}

/** Applies the script's algorithm to counters stored outside Redis. @returns the result and each new `fullAtMs`, in order. */
export function applyGcra(nowMs: number, counters: readonly Counter[]) {
  const evaluated = counters.map(({ fullAtMs, stepMs, burst, cost }) => {
    const windowMs = stepMs * burst;
    const fromMs = Math.min(Math.max(fullAtMs, nowMs), nowMs + windowMs);
    const nextMs = fromMs + stepMs * cost;
    const waitMs = nextMs - windowMs - nowMs;
    return { stepMs, windowMs, fromMs, nextMs, waitMs, passes: waitMs <= 0.0005 };
  });
  const allowed = evaluated.every(({ passes }) => passes);
  const fullAtMs = evaluated.map(({ fromMs, nextMs }) => (allowed ? nextMs : fromMs));
  const limits = evaluated.map(({ stepMs, windowMs, waitMs, passes }, index): LimitState => {
    const atMs = fullAtMs[index] ?? 0;
    return {
      allowed: passes,
      remaining: Math.max(0, Math.floor((nowMs + windowMs - atMs) / stepMs + 0.000001)),
      retryAfterMs: passes ? 0 : Math.max(1, Math.ceil(waitMs)),
      resetMs: Math.max(0, Math.ceil(atMs - nowMs)),
    };
  });
  return { allowed, limits, fullAtMs };
}

/** Generic cell rate algorithm (GCRA): ITU-T I.371 (03/2004), annex A; its use for requests: brandur.org/rate-limiting. */
const gcra = defineScript({
  lua,
  decode,
  inMemory: (space, keys, args) => {
    const nowMs = space.nowMs();
    const counters = keys.map((key, at) => {
      const [stepMs = 0, burst = 0, cost = 0] = args.slice(at * 3).map(Number);
      return { fullAtMs: Number(space.get(key) ?? 0), stepMs, burst, cost };
    });
    const { allowed, limits, fullAtMs } = applyGcra(nowMs, counters);
    for (const [at, key] of keys.entries()) {
      const untilMs = fullAtMs[at] ?? 0;
      if (!allowed) continue;
      if (untilMs > nowMs) space.set(key, untilMs.toFixed(3), Math.ceil(untilMs - nowMs) + 1);
      else space.delete(key);
    }
    return [
      allowed ? 1 : 0,
      ...limits.flatMap((taken) => [taken.allowed ? 1 : 0, taken.remaining, taken.retryAfterMs, taken.resetMs]),
    ];
  },
});

const maxChecks = 16;

function checkBounds({ count, periodMs, burst = count, cost = 1 }: LimitCheck): void {
  if (!(count > 0 && periodMs > 0 && burst >= 1))
    throw new RangeError("count and periodMs must be above 0, and burst at least 1");
  if (!(Math.abs(cost) <= burst)) throw new RangeError("cost must not exceed burst: the call would never be allowed");
}

/**
 * Creates a rate limiter shared by all processes of a service. `prefix` separates its keys from others; in Redis Cluster it
 * must contain a hash tag. Errors of `prefix` reach the caller of `take`.
 */
export function createLimiter(redis: Redis, prefix: string | (() => Promise<string>) = "dovetail:limit:"): Limiter {
  return {
    take: async (checks) => {
      if (checks.length === 0) return { allowed: true, limits: [] };
      if (checks.length > maxChecks) throw new RangeError(`a call of take() checks at most ${maxChecks} limits`);
      for (const check of checks) checkBounds(check);
      if (new Set(checks.map(({ key }) => key)).size < checks.length)
        throw new RangeError("a call of take() must not check a key twice");
      const bounds = checks.flatMap(({ count, periodMs, burst = count, cost = 1 }) => [periodMs / count, burst, cost]);
      const begin = typeof prefix === "string" ? prefix : await prefix();
      const names = checks.map(({ key }) => begin + key);
      // Redis's clock is used; the process clock is the fallback where scripts may not call TIME.
      return gcra.run(redis, names, [...bounds, Date.now()]);
    },
  };
}
