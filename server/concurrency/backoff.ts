/** Bounds of an exponential backoff. */
export interface Backoff {
  /** Pause after the first failure; doubles with each further one. */
  readonly firstMs: number;
  readonly maxMs: number;
}

/**
 * The pause before the next attempt, with jitter on half of it, so that attempts which failed together are not repeated
 * together.
 * @param failures how many attempts have failed in a row, from 1.
 */
export const backoffMs = ({ firstMs, maxMs }: Backoff, failures: number): number =>
  Math.min(firstMs * 2 ** (failures - 1), maxMs) * (0.5 + Math.random() / 2);
