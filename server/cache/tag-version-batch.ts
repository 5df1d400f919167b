import { setImmediate } from "node:timers";
import type { Redis } from "@upstash/redis";
import { pause } from "../concurrency/pause.ts";
import { fenceIn } from "./lua-scripts.ts";
import type { Trust } from "./reply-trust.ts";

/** Tags per command at most; further tags go into another one. */
const maxNames = 256;

const noop = () => {};

export interface ChecksOptions {
  readonly redis: Redis;
  /** Key of the current epoch's fence. */
  readonly fence: () => string;
  readonly trust: Trust;
}

/** A batch that is not yet sent. */
interface Check {
  /** Index of each tag's version in the reply. */
  readonly places: Map<string, number>;
  readonly versions: Promise<readonly (string | null)[]>;
}

/** How long a batch waits for the reply to the previous one, at most. */
const maxGatherMs = 1;

/**
 * Reads tag versions in batches, each tag once per batch. Calls made while a batch is in flight form the next one, which is
 * sent after the reply or after a millisecond. A caller joins only a batch that is not yet sent, so no version is older
 * than its call.
 * @returns the versions in the format of an entry; a tag without a version matches no entry.
 */
export function createVersionBatch({
  redis,
  fence,
  trust,
}: ChecksOptions): (tags: readonly string[]) => Promise<string> {
  let next: Check | undefined;
  let inFlight: Promise<unknown> | undefined;
  const ask = (places: Check["places"]) => {
    if (next?.places === places) next = undefined;
    const checkFence = trust();
    const answer = redis.mget<(string | null)[]>(fence(), ...places.keys()).then(([at = null, ...versions]) => {
      checkFence(fenceIn(at) ?? 0);
      return versions;
    });
    const over: Promise<unknown> = answer.then(noop, noop).then(() => {
      if (inFlight === over) inFlight = undefined;
    });
    inFlight = over;
    return answer;
  };
  const begin = (): Check => {
    const places = new Map<string, number>();
    const versions = new Promise<void>((resolve) => setImmediate(resolve))
      .then(() => inFlight && Promise.race([inFlight, pause(maxGatherMs)]))
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
