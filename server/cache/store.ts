import type { Redis } from "@upstash/redis";
import { type Keyspace, RedisUnavailable } from "../redis/index.ts";
import { maxTotalMs, uuidLength, writeHeader } from "./entry-format.ts";
import type { Epoch } from "./epoch.ts";
import { digestKey, encodeKey, type KeyParts, rememberedBy } from "./key.ts";
import { type LocalEntryState, lookupLocally } from "./local-lookup.ts";
import {
  clearScript,
  type Filled,
  fillScript,
  type Identified,
  identifyScript,
  readScript,
  releaseScript,
} from "./scripts.ts";
import { type Trust, trustAlways } from "./trust.ts";
import { createVersionBatch } from "./version-batch.ts";

/** The right to fill one entry, for a bounded time and only while its tags keep the versions they had. */
export interface Lease {
  readonly entry: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly token: string;
  readonly versions: string;
}

/** A stored value. */
export interface Entry {
  /** Another with each fill. */
  readonly id: string;
  /** `null` where the caller named this id as one that it holds. */
  readonly body: string | null;
  /** The value says that there is nothing. */
  readonly isMissing: boolean;
  readonly ageMs: number;
  readonly freshLeftMs: number;
}

/**
 * What a read finds: a fresh entry; one past its fresh time, with a lease for one caller; a lease, for the one caller
 * who is to load; or `busy`, while another loads under the same `versions`.
 */
export type Found =
  | { readonly kind: "hit"; readonly entry: Entry; readonly versions: string }
  | { readonly kind: "stale"; readonly entry: Entry; readonly versions: string; readonly lease: Lease | null }
  | { readonly kind: "lease"; readonly lease: Lease; readonly versions: string }
  | { readonly kind: "busy"; readonly versions: string };

/** How long an entry is good. */
export interface Freshness {
  readonly freshMs: number;
  /** Then it may be shown while one caller loads anew. */
  readonly staleMs: number;
}

/** What is stored. */
export interface Value {
  readonly body: string;
  readonly isMissing: boolean;
}

/** Entries under tags. Every promise ends in its result or in {@link RedisUnavailable}. */
export interface Store {
  /** A fresh entry, where Redis is in this process; `undefined` says nothing. */
  readonly peek: (key: KeyParts, tags: readonly KeyParts[]) => LocalEntryState | undefined;
  readonly read: (
    key: KeyParts,
    tags: readonly KeyParts[],
    options: { readonly leaseMs: number; readonly knownId?: string | undefined },
  ) => Promise<Found>;
  /** The versions that an entry under these tags would have now, as {@link Found} tells them. */
  readonly versionsOf: (tags: readonly KeyParts[]) => Promise<string>;
  /** Stores if the lease still holds and no tag was cleared since; ends the lease. */
  readonly fill: (lease: Lease, value: Value, freshness: Freshness) => Promise<Filled | "too large">;
  /** Gives the lease back unused; false if it was no longer held. */
  readonly release: (lease: Lease) => Promise<boolean>;
  /** No entry under these tags is served again. May be repeated. @returns how far the epoch's fence has come. */
  readonly clear: (tags: readonly KeyParts[]) => Promise<number>;
  /** As {@link clear}, for every entry of an epoch. */
  readonly clearAll: (epoch: Epoch) => Promise<number>;
  /** Which Redis this is; moves on its fence of this epoch, or of none. */
  readonly identify: (epoch: Epoch | null) => Promise<Identified>;
}

/** Bounds of a store. */
export interface StoreOptions {
  /** Whose entries they are, and since when. @throws {RedisUnavailable} while that is not known. */
  readonly epoch: () => Epoch;
  readonly trust?: Trust;
  readonly maxBodyBytes?: number;
  /** The same Redis, tried even while others think it away: a clear that is left out leaves what is old to others. */
  readonly urgent?: Redis;
  /** What Redis holds, where it is in this process. */
  readonly space?: Keyspace | undefined;
}

const msPerDay = 86_400_000;
/** Tags end soon after what is under them: reads of a million ids that do not exist leave nothing behind. */
const tagMarginMs = 5000;
const maxTags = 64;
const tagsPerClear = 256;
const maxBytesPerCodeUnit = 3;
/** Longer than any entry lives. */
const fenceMs = 2 * msPerDay;
/** For a Redis of which it is not yet known whose entries it holds. */
const unnamedFence = "dovetail:fence";

const isWholeTime = (ms: number) => Number.isSafeInteger(ms) && ms >= 0;

function checkFreshness({ freshMs, staleMs }: Freshness): void {
  const totalMs = freshMs + staleMs;
  if (!isWholeTime(freshMs) || !isWholeTime(staleMs) || totalMs === 0 || totalMs > Math.min(maxTotalMs, msPerDay))
    throw new RangeError("an entry is good for a whole number of ms, at most for a day");
}

/** Counted exactly only where it could matter. */
const isLarger = (body: string, maxBytes: number) =>
  body.length > maxBytes ||
  (body.length * maxBytesPerCodeUnit > maxBytes && new TextEncoder().encode(body).length > maxBytes);

/** Names of keys in one epoch. */
function namesIn({ prefix, id }: Epoch, nameOf: (parts: KeyParts) => string) {
  // Every entry is under it, so that one clear reaches all, and another epoch none of them.
  const everything = `${prefix}a:${id}`;
  const tagName = (tag: KeyParts) => `${prefix}t:${nameOf(tag)}`;
  return {
    everything,
    /** Counts up: one that is lower than it was tells of a Redis that has gone back. */
    fence: `${prefix}f:${id}`,
    tagName,
    // Requests that come again bring the same lists.
    entry: rememberedBy((key: KeyParts) => `${prefix}e:${nameOf(key)}`),
    lease: (key: KeyParts) => `${prefix}l:${nameOf(key)}`,
    tags: rememberedBy((tags: readonly KeyParts[]) => [everything, ...new Set(tags.map(tagName))]),
  };
}

/**
 * The cache's algorithm over one Redis; knows keys, tags and text, and nothing of what they mean. Tags are shared by all
 * epochs of a prefix, so that no clear misses those who are in another. In Redis Cluster the prefix must hold a hash tag.
 */
export function createStore(
  redis: Redis,
  { epoch, trust = trustAlways, maxBodyBytes = 512 * 1024, urgent = redis, space }: StoreOptions,
): Store {
  const nameOf = space === undefined ? digestKey : encodeKey;
  const namesOf = rememberedBy((of: Epoch) => namesIn(of, nameOf));
  const names = () => namesOf(epoch());
  const check = createVersionBatch({ redis, fence: () => names().fence, trust });

  // The next read gives them new versions.
  const clearNames = async ({ fence }: ReturnType<typeof names>, cleared: readonly string[]) => {
    let moved = 0;
    for (let from = 0; from < cleared.length; from += tagsPerClear)
      moved = await clearScript.run(urgent, [fence, ...cleared.slice(from, from + tagsPerClear)], [fenceMs]);
    return moved;
  };
  return {
    peek: (key, tags) =>
      space === undefined ? undefined : lookupLocally(space, names().entry(key), names().tags(tags)),
    read: async (key, tags, { leaseMs, knownId = "" }) => {
      const now = names();
      const [entry, name, tagNames] = [now.entry(key), now.lease(key), now.tags(tags)];
      if (tagNames.length > maxTags) throw new RangeError(`an entry has at most ${maxTags - 1} tags`);
      const token = crypto.randomUUID();
      const believe = trust();
      const keys = [entry, name, now.fence, ...tagNames];
      const reply = await readScript.run(redis, keys, [token, leaseMs, leaseMs + tagMarginMs, knownId]);
      believe(reply.fence);
      const { versions } = reply;
      const lease = { entry, name, tags: tagNames, token, versions };
      if (reply.outcome === "lease") return { kind: "lease", lease, versions };
      if (reply.outcome === "busy") return { kind: "busy", versions };
      const { id, isMissing, ageMs, freshLeftMs } = reply;
      const found = { id, isMissing, ageMs, freshLeftMs, body: reply.isKnown ? null : reply.body };
      if (reply.outcome === "hit") return { kind: "hit", entry: found, versions };
      return { kind: "stale", entry: found, versions, lease: reply.outcome === "stale, lease" ? lease : null };
    },
    versionsOf: async (tags) => {
      const asked = epoch();
      const versions = await check(namesOf(asked).tags(tags));
      if (epoch() !== asked) throw new RedisUnavailable("open");
      return versions;
    },
    fill: async (lease, { body, isMissing }, { freshMs, staleMs }) => {
      checkFreshness({ freshMs, staleMs });
      if (isLarger(body, maxBodyBytes)) {
        await releaseScript.run(redis, [lease.name], [lease.token + lease.versions]);
        return "too large";
      }
      const tagCount = lease.versions.length / uuidLength;
      const header = writeHeader({ isMissing, freshMs, staleMs, tagCount, id: lease.token });
      const keys = [lease.entry, lease.name, ...lease.tags];
      const totalMs = freshMs + staleMs;
      return fillScript.run(redis, keys, [lease.token, lease.versions, header, body, totalMs, totalMs + tagMarginMs]);
    },
    release: ({ name, token, versions }) => releaseScript.run(redis, [name], [token + versions]),
    clear: async (tags) => clearNames(names(), [...new Set(tags.map(names().tagName))]),
    clearAll: (of) => clearNames(namesOf(of), [namesOf(of).everything]),
    identify: (of) => identifyScript.run(redis, [of === null ? unnamedFence : namesOf(of).fence], [fenceMs]),
  };
}
