import type { Redis } from "@upstash/redis";
import { type Keyspace, RedisUnavailable } from "../redis/index.ts";
import { maxTotalMs, uuidLength, writeHeader } from "./entry-format.ts";
import type { Epoch } from "./epoch.ts";
import { type LocalEntryState, lookupLocally } from "./in-process-redis-lookup.ts";
import { digestKey, encodeKey, type KeyParts, rememberedBy } from "./key.ts";
import {
  clearScript,
  type Filled,
  fillScript,
  identifyScript,
  type ReadReply,
  type RedisIdentity,
  readScript,
  releaseScript,
} from "./lua-scripts.ts";
import { type Trust, trustAlways } from "./reply-trust.ts";
import { createVersionBatch } from "./tag-version-batch.ts";

/** The right to fill one entry, for a bounded time and only while its tags keep their versions. */
export interface Lease {
  readonly entry: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly token: string;
  readonly versions: string;
}

/** A stored value and its age. */
export interface Entry {
  /** Changes with each fill. */
  readonly id: string;
  /** `null` where the caller passed this id as `knownId`. */
  readonly body: string | null;
  /** True for a negative entry: the value does not exist. */
  readonly isMissing: boolean;
  readonly ageMs: number;
  readonly freshLeftMs: number;
}

/**
 * Result of a read: a fresh entry; a stale entry, with a lease for one caller; on a miss a lease, for the one caller that
 * loads; or `busy`, while another caller loads under the same `versions`.
 */
export type StoreLookup =
  | { readonly kind: "hit"; readonly entry: Entry; readonly versions: string }
  | { readonly kind: "stale"; readonly entry: Entry; readonly versions: string; readonly lease: Lease | null }
  | { readonly kind: "lease"; readonly lease: Lease; readonly versions: string }
  | { readonly kind: "busy"; readonly versions: string };

/** Time to live of an entry. */
export interface Freshness {
  readonly freshMs: number;
  /** Stale-while-revalidate time after `freshMs`: the entry is served while one caller reloads it. */
  readonly staleMs: number;
}

/** A value to store. */
export interface Value {
  readonly body: string;
  readonly isMissing: boolean;
}

/** Entries under tags. Every promise resolves, or rejects with {@link RedisUnavailable}. */
export interface Store {
  /** A fresh entry of a Redis in this process; `undefined` does not mean a miss. */
  readonly peek: (key: KeyParts, tags: readonly KeyParts[]) => LocalEntryState | undefined;
  readonly read: (
    key: KeyParts,
    tags: readonly KeyParts[],
    options: { readonly leaseMs: number; readonly knownId?: string | undefined },
  ) => Promise<StoreLookup>;
  /** Current versions of these tags, in the format of {@link StoreLookup}. */
  readonly versionsOf: (tags: readonly KeyParts[]) => Promise<string>;
  /** Stores if the lease is still held and no tag was cleared since; ends the lease. */
  readonly fill: (lease: Lease, value: Value, freshness: Freshness) => Promise<Filled | "too large">;
  /** Releases the lease unused; false if it was no longer held. */
  readonly release: (lease: Lease) => Promise<boolean>;
  /** Invalidates all entries under these tags. Idempotent. @returns the value of the epoch's fence. */
  readonly clear: (tags: readonly KeyParts[]) => Promise<number>;
  /** Like {@link clear}, for every entry of an epoch. */
  readonly clearAll: (epoch: Epoch) => Promise<number>;
  /** Identifies Redis; increments its fence of this epoch, or the one for `null`. */
  readonly identify: (epoch: Epoch | null) => Promise<RedisIdentity>;
}

export interface StoreOptions {
  /** The current epoch. @throws {RedisUnavailable} while it is not known. */
  readonly epoch: () => Epoch;
  readonly trust?: Trust;
  readonly maxBodyBytes?: number;
  /** The same Redis, called even while the circuit breaker is open: a skipped clear leaves stale entries to other processes. */
  readonly urgent?: Redis;
  /** The keys of Redis, where it runs in this process. */
  readonly space?: Keyspace | undefined;
}

const msPerDay = 86_400_000;
/** Tags expire soon after their entries, so reads of a million ids that do not exist leave nothing behind. */
const tagMarginMs = 5000;
const maxTags = 64;
const tagsPerClear = 256;
const maxBytesPerCodeUnit = 3;
/** Longer than the TTL of any entry. */
const fenceMs = 2 * msPerDay;
/** Fence for a Redis whose epoch is not yet known. */
const unnamedFence = "dovetail:fence";

const isWholeTime = (ms: number) => Number.isSafeInteger(ms) && ms >= 0;

function checkFreshness({ freshMs, staleMs }: Freshness): void {
  const totalMs = freshMs + staleMs;
  if (!isWholeTime(freshMs) || !isWholeTime(staleMs) || totalMs === 0 || totalMs > Math.min(maxTotalMs, msPerDay))
    throw new RangeError("freshMs and staleMs must be whole numbers, and their sum above 0 and at most a day");
}

/** Counts bytes exactly only near the bound. */
const isLarger = (body: string, maxBytes: number) =>
  body.length > maxBytes ||
  (body.length * maxBytesPerCodeUnit > maxBytes && new TextEncoder().encode(body).length > maxBytes);

/** Key names of one epoch. */
function namesIn({ prefix, id }: Epoch, nameOf: (parts: KeyParts) => string) {
  // Tag of every entry: one clear invalidates all, and another epoch sees none of them.
  const everything = `${prefix}a:${id}`;
  const tagName = (tag: KeyParts) => `${prefix}t:${nameOf(tag)}`;
  return {
    everything,
    /** Monotonic counter: a lower value reveals a Redis restored to an earlier state. */
    fence: `${prefix}f:${id}`,
    tagName,
    // Repeated requests pass the same key and tag arrays.
    entry: rememberedBy((key: KeyParts) => `${prefix}e:${nameOf(key)}`),
    lease: (key: KeyParts) => `${prefix}l:${nameOf(key)}`,
    tags: rememberedBy((tags: readonly KeyParts[]) => [everything, ...new Set(tags.map(tagName))]),
  };
}

/** The result of a lookup. @param lease the lease of this reader, where the script granted one. */
function foundOf(reply: ReadReply, lease: Lease): StoreLookup {
  const { versions } = reply;
  if (reply.outcome === "lease") return { kind: "lease", lease, versions };
  if (reply.outcome === "busy") return { kind: "busy", versions };
  const { id, isMissing, ageMs, freshLeftMs } = reply;
  const entry = { id, isMissing, ageMs, freshLeftMs, body: reply.isKnown ? null : reply.body };
  if (reply.outcome === "hit") return { kind: "hit", entry, versions };
  return { kind: "stale", entry, versions, lease: reply.outcome === "stale, lease" ? lease : null };
}

/** Deletes the tags' versions; the next read assigns new ones. @returns the value of the fence. */
async function clearTags(redis: Redis, fence: string, tags: readonly string[]): Promise<number> {
  let moved = 0;
  for (let from = 0; from < tags.length; from += tagsPerClear)
    moved = await clearScript.run(redis, [fence, ...tags.slice(from, from + tagsPerClear)], [fenceMs]);
  return moved;
}

/**
 * Creates the store: the cache's algorithm over one Redis, for opaque keys, tags and text. All epochs of a prefix share
 * tags, so a clear also reaches processes in another epoch. In Redis Cluster the prefix must contain a hash tag.
 */
export function createStore(
  redis: Redis,
  { epoch, trust = trustAlways, maxBodyBytes = 512 * 1024, urgent = redis, space }: StoreOptions,
): Store {
  const nameOf = space === undefined ? digestKey : encodeKey;
  const namesOf = rememberedBy((of: Epoch) => namesIn(of, nameOf));
  const names = () => namesOf(epoch());
  const check = createVersionBatch({ redis, fence: () => names().fence, trust });

  return {
    peek: (key, tags) =>
      space === undefined ? undefined : lookupLocally(space, names().entry(key), names().tags(tags)),
    read: async (key, tags, { leaseMs, knownId = "" }) => {
      const now = names();
      const [entry, name, tagNames] = [now.entry(key), now.lease(key), now.tags(tags)];
      if (tagNames.length > maxTags) throw new RangeError(`an entry has at most ${maxTags - 1} tags`);
      const token = crypto.randomUUID();
      const checkFence = trust();
      const keys = [entry, name, now.fence, ...tagNames];
      const reply = await readScript.run(redis, keys, [token, leaseMs, leaseMs + tagMarginMs, knownId]);
      checkFence(reply.fence);
      return foundOf(reply, { entry, name, tags: tagNames, token, versions: reply.versions });
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
    clear: async (tags) => clearTags(urgent, names().fence, [...new Set(tags.map(names().tagName))]),
    clearAll: (of) => clearTags(urgent, namesOf(of).fence, [namesOf(of).everything]),
    identify: (of) => identifyScript.run(redis, [of === null ? unnamedFence : namesOf(of).fence], [fenceMs]),
  };
}
