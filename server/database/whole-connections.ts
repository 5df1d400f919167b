import { PoolExhausted } from "./errors.ts";
import type { PooledClient } from "./pooled-client.ts";

/** Source of connections, and bounds. */
export interface WholeConnectionOptions {
  readonly borrow: () => Promise<PooledClient>;
  /** Maximum number of connections borrowed at once. */
  readonly maxBorrowed: number;
  /** Maximum number of waiting callers; further ones are rejected at once. */
  readonly maxWaiting: number;
  readonly waitTimeoutMs: number;
}

/**
 * Limits exclusive connections, mainly for transactions, and reserves the rest of the pool for reads, so that writes which
 * wait for a lock do not block every read.
 * @throws PoolExhausted when too many callers wait, or no connection came free in time.
 */
export function limitWholeConnections(options: WholeConnectionOptions): () => Promise<PooledClient> {
  const { borrow, maxBorrowed, maxWaiting, waitTimeoutMs } = options;
  const waiting = new Set<() => void>();
  let borrowed = 0;

  const free = () => {
    borrowed -= 1;
    const [next] = waiting;
    next?.();
  };
  // One wrapper per client: Kysely keeps every client object for its lifetime.
  const wrapped = new WeakMap<PooledClient, PooledClient>();
  const freeing = (client: PooledClient): PooledClient => {
    const release = (destroy?: boolean) => {
      client.release(destroy);
      free();
    };
    const known = wrapped.get(client) ?? { ...client, release };
    wrapped.set(client, known);
    return known;
  };
  const turn = () =>
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
        reject(new PoolExhausted("no connection came free in time"));
      }, waitTimeoutMs);
      waiting.add(take);
    });

  return async () => {
    if (borrowed < maxBorrowed) borrowed += 1;
    else await turn();
    try {
      return freeing(await borrow());
    } catch (error) {
      free();
      throw error;
    }
  };
}
