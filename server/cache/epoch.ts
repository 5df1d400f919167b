import { randomUUID } from "node:crypto";

/**
 * A period in which one Redis has applied every invalidation. Entries belong to the epoch they were loaded in. When Redis or the
 * database is restored to an earlier state, a new epoch begins and no older entry is served again.
 */
export interface Epoch {
  /** Key prefix of one database. */
  readonly prefix: string;
  /** Unique; never reused. */
  readonly id: string;
}

/** The authority on the current epoch: for processes that share a Redis, a row of their database. */
export interface EpochSource {
  /**
   * Returns the epoch of the Redis with this identity. A new epoch begins for another Redis, for another state of the
   * database, and where the current epoch is the `lost` one.
   */
  readonly enter: (redis: string, lost: string | undefined) => Promise<Epoch>;
}

/** Epochs of a single process, kept in memory. Processes with separate epochs share tags, so invalidations still reach them. */
export function createOwnEpochs(prefix: string): EpochSource & { readonly first: Epoch } {
  const first: Epoch = { prefix, id: "0" };
  let current = first;
  let known: string | undefined;
  return {
    first,
    enter: async (redis, lost) => {
      if ((known ?? redis) !== redis || lost === current.id) current = { prefix, id: randomUUID() };
      known = redis;
      return current;
    },
  };
}
