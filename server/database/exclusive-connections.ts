import { PoolExhausted } from "./errors.ts";
import type { PooledClient } from "./pooled-client.ts";

/** The source of connections, and the bounds of their use. */
export interface ExclusiveConnectionOptions {
  readonly borrow: () => Promise<PooledClient>;
  /** Maximum number of connections borrowed at once. */
  readonly maxBorrowed: number;
  /** Maximum number of waiting callers; further ones are rejected at once. */
  readonly maxWaiting: number;
  readonly waitTimeoutMs: number;
}

/**
 * Limits how many connections are used by one caller alone, as transactions use them. The rest of the pool stays free for reads,
 * so that reads continue while every transaction waits for a lock.
 * @throws {PoolExhausted} when too many callers wait, or no connection became free in time.
 */
export function limitExclusiveConnections(options: ExclusiveConnectionOptions): () => Promise<PooledClient> {
  const { borrow, maxBorrowed, maxWaiting, waitTimeoutMs } = options;
  const waiting = new Set<() => void>();
  let borrowed = 0;

  const release = () => {
    borrowed -= 1;
    const [next] = waiting;
    next?.();
  };
  // One wrapper per client, since Kysely keeps every client object that it has seen.
  const wrapped = new WeakMap<PooledClient, PooledClient>();
  const withRelease = (client: PooledClient): PooledClient => {
    const releaseBoth = (destroy?: boolean) => {
      client.release(destroy);
      release();
    };
    const known = wrapped.get(client) ?? { ...client, release: releaseBoth };
    wrapped.set(client, known);
    return known;
  };
  const waitForConnection = () =>
    new Promise<void>((resolve, reject) => {
      if (waiting.size >= maxWaiting) throw new PoolExhausted("too many callers wait for a connection");
      const take = () => {
        clearTimeout(timer);
        waiting.delete(take);
        borrowed += 1;
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(take);
        reject(new PoolExhausted("no connection became free in time"));
      }, waitTimeoutMs);
      waiting.add(take);
    });

  return async () => {
    if (borrowed < maxBorrowed) borrowed += 1;
    else await waitForConnection();
    try {
      return withRelease(await borrow());
    } catch (error) {
      release();
      throw error;
    }
  };
}
