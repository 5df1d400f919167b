import { randomUUID } from "node:crypto";

/**
 * A time in which one Redis held all that was cleared. Entries belong to the epoch they were loaded in: once Redis, or the
 * database, has gone back in time, another epoch begins and no older entry is served again.
 */
export interface Epoch {
  /** Begins every key of one database. */
  readonly prefix: string;
  /** Never the same again. */
  readonly id: string;
}

/** What knows better than Redis which epoch it is: for processes that share a Redis, a row of their database. */
export interface EpochSource {
  /**
   * The epoch of the Redis that tells this identity; another than before where it is another Redis or another state of
   * the database, or where the epoch is the one that was `lost`.
   */
  readonly enter: (redis: string, lost: string | undefined) => Promise<Epoch>;
}

/** For one process: it alone knows. Processes with epochs of their own share tags, so clears reach them all the same. */
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
