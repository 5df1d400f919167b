const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Pauses after each failed attempt, three days in all (Standard Webhooks 1.0.0, "Deliverability and reliability"). */
const pausesMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

const jitter = 0.1;
const maxRetryAfterMs = 24 * hour;

/** The pause that a receiver requests by `Retry-After`, in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function retryAfterMs(header: string | undefined, nowMs: number): number {
  if (header === undefined) return 0;
  const asked = /^\d+$/.test(header.trim()) ? Number(header) * second : Date.parse(header) - nowMs;
  return Number.isNaN(asked) ? 0 : Math.min(Math.max(asked, 0), maxRetryAfterMs);
}

/**
 * The pause before the next attempt, with jitter of a tenth so that deliveries which failed together are not repeated
 * together; at least as long as the receiver requested.
 * @param attempts how many attempts have failed, from 1.
 * @param random from 0 to 1.
 * @returns milliseconds; `null` when the attempts are exhausted.
 */
export function retryDelayMs(attempts: number, askedMs: number, random: number): number | null {
  const pause = pausesMs[attempts - 1];
  return pause === undefined ? null : Math.max(pause * (1 - jitter + 2 * jitter * random), askedMs);
}
