import { setImmediate } from "node:timers";
import type { Redis } from "@upstash/redis";
import { fenceIn } from "./scripts.ts";
import type { Trust } from "./trust.ts";

/** More tags than this are asked for by another command. */
const maxNames = 256;

const noop = () => {};

/** What a question is asked with. */
export interface ChecksOptions {
  readonly redis: Redis;
  /** The fence of the epoch that it is now. */
  readonly fence: () => string;
  /** As {@link Trust}. */
  readonly trust: Trust;
}

/** A question that is about to be sent. */
interface Check {
  /** Where a tag's version stands in the answer. */
  readonly places: Map<string, number>;
  readonly versions: Promise<readonly (string | null)[]>;
}

/** For how long a question waits for the answer to the one before. */
const maxGatherMs = 1;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Asks for versions of tags, each tag once: what comes while a question is under way is asked together, after the answer
 * or a millisecond at most. Whoever asks joins a question that has not been sent, so that no answer is older than its
 * question.
 * @returns the versions as an entry holds them; a tag without one matches no entry.
 */
export function createVersionBatch({
  redis,
  fence,
  trust,
}: ChecksOptions): (tags: readonly string[]) => Promise<string> {
  let next: Check | undefined;
  let underWay: Promise<unknown> | undefined;
  const ask = (places: Check["places"]) => {
    if (next?.places === places) next = undefined;
    const believe = trust();
    const answer = redis.mget<(string | null)[]>(fence(), ...places.keys()).then(([at = null, ...versions]) => {
      believe(fenceIn(at) ?? 0);
      return versions;
    });
    const over: Promise<unknown> = answer.then(noop, noop).then(() => {
      if (underWay === over) underWay = undefined;
    });
    underWay = over;
    return answer;
  };
  const begin = (): Check => {
    const places = new Map<string, number>();
    const versions = new Promise<void>((resolve) => setImmediate(resolve))
      .then(() => underWay && Promise.race([underWay, pause(maxGatherMs)]))
      .then(() => ask(places));
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
