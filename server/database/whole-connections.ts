import type { PooledClient } from "./client.ts";
import { PoolExhausted } from "./errors.ts";

/** Bounds of those who borrow whole connections. */
export interface WholeConnectionOptions {
  readonly borrow: () => Promise<PooledClient>;
  /** Whole connections at once. */
  readonly maxBorrowed: number;
  /** Callers that may wait; one more is refused at once. */
  readonly maxWaiting: number;
  readonly waitTimeoutMs: number;
}

/**
 * Lends whole connections, to transactions above all, and leaves the rest of the pool to reads: writes that wait for a lock
 * then do not keep every read waiting.
 * @throws PoolExhausted when too many wait already, or no connection came free in time.
 */
export function lendWholeConnections(options: WholeConnectionOptions): () => Promise<PooledClient> {
  const { borrow, maxBorrowed, maxWaiting, waitTimeoutMs } = options;
  const waiting = new Set<() => void>();
  let borrowed = 0;

  const free = () => {
    borrowed -= 1;
    const [next] = waiting;
    next?.();
  };
  // One for each client: Kysely remembers every client it is given.
  const lent = new WeakMap<PooledClient, PooledClient>();
  const freeing = (client: PooledClient): PooledClient => {
    const release = (destroy?: boolean) => {
      client.release(destroy);
      free();
    };
    const known = lent.get(client) ?? { ...client, release };
    lent.set(client, known);
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
