import type { Redis } from "@upstash/redis";
import type { Keyspace } from "../redis/index.ts";
import { maxTotalMs, uuidLength, writeHeader } from "./entry-format.ts";
import { digestKey, encodeKey, type KeyParts, rememberedBy } from "./key.ts";
import { type LocalEntryState, lookupLocally } from "./local-lookup.ts";
import { type Filled, fillScript, readScript, releaseScript } from "./scripts.ts";
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
  /** No entry under these tags is served again. May be repeated. */
  readonly clear: (tags: readonly KeyParts[]) => Promise<void>;
  /** As {@link clear}, for every entry there is. */
  readonly clearAll: () => Promise<void>;
}

/** Bounds of a store. */
export interface StoreOptions {
  /** Separates services on one Redis, and versions of what is stored. */
  readonly prefix?: string;
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

/**
 * The cache's algorithm over one Redis; knows keys, tags and text, and nothing of what they mean. Not for Redis Cluster,
 * where one script cannot reach an entry and its tags. A Redis restored from a copy may show what it held then.
 */
export function createStore(
  redis: Redis,
  { prefix = "dovetail:cache:", maxBodyBytes = 512 * 1024, urgent = redis, space }: StoreOptions = {},
): Store {
  const nameOf = space === undefined ? digestKey : encodeKey;
  const tagName = (tag: KeyParts) => `${prefix}t:${nameOf(tag)}`;
  // Every entry is under it, so that one clear reaches all.
  const everything = `${prefix}a`;

  // Requests that come again bring the same lists.
  const entryName = rememberedBy((key: KeyParts) => `${prefix}e:${encodeKey(key)}`);
  const namesOf = rememberedBy((tags: readonly KeyParts[]) => [everything, ...new Set(tags.map(tagName))]);

  const check = createVersionBatch(redis);

  // The next read gives them new versions.
  const clearNames = async (names: readonly string[]) => {
    for (let from = 0; from < names.length; from += tagsPerClear)
      await urgent.del(...names.slice(from, from + tagsPerClear));
  };
  return {
    peek: (key, tags) => (space === undefined ? undefined : lookupLocally(space, entryName(key), namesOf(tags))),
    read: async (key, tags, { leaseMs, knownId = "" }) => {
      const names = namesOf(tags);
      if (names.length > maxTags) throw new RangeError(`an entry has at most ${maxTags - 1} tags`);
      const encoded = nameOf(key);
      const [entry, name] = [`${prefix}e:${encoded}`, `${prefix}l:${encoded}`];
      const token = crypto.randomUUID();
      const reply = await readScript.run(
        redis,
        [entry, name, ...names],
        [token, leaseMs, leaseMs + tagMarginMs, knownId],
      );
      const { versions } = reply;
      const lease = { entry, name, tags: names, token, versions };
      if (reply.outcome === "lease") return { kind: "lease", lease, versions };
      if (reply.outcome === "busy") return { kind: "busy", versions };
      const { id, isMissing, ageMs, freshLeftMs } = reply;
      const found = { id, isMissing, ageMs, freshLeftMs, body: reply.isKnown ? null : reply.body };
      if (reply.outcome === "hit") return { kind: "hit", entry: found, versions };
      return { kind: "stale", entry: found, versions, lease: reply.outcome === "stale, lease" ? lease : null };
    },
    versionsOf: (tags) => check(namesOf(tags)),
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
    clear: (tags) => clearNames([...new Set(tags.map(tagName))]),
    clearAll: () => clearNames([everything]),
  };
}
