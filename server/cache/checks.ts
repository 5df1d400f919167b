import { setImmediate } from "node:timers";
import type { Redis } from "@upstash/redis";

/** More tags than this are asked for by another command. */
const maxNames = 256;

/** A question that is about to be sent. */
interface Check {
  /** Where a tag's version stands in the answer. */
  readonly places: Map<string, number>;
  readonly versions: Promise<readonly (string | null)[]>;
}

/**
 * Asks for versions of tags: all that one turn of the event loop wants to know by one command, each tag once. Whoever
 * asks joins a question that has not been sent, so that no answer is older than its question.
 * @returns the versions as an entry holds them; a tag without one matches no entry.
 */
export function createChecks(redis: Redis): (tags: readonly string[]) => Promise<string> {
  let next: Check | undefined;
  const begin = (): Check => {
    const places = new Map<string, number>();
    const versions = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      if (next?.places === places) next = undefined;
      return redis.mget<(string | null)[]>(...places.keys());
    });
    return { places, versions };
  };
  return async (tags) => {
    if (next === undefined || next.places.size + tags.length > maxNames) next = begin();
    const { places, versions } = next;
    for (const tag of tags) if (!places.has(tag)) places.set(tag, places.size);
    const found = await versions;
    return tags.map((tag) => found[places.get(tag) ?? -1] ?? "-").join("");
  };
}
