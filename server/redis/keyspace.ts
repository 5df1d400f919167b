/** An in-memory key space like that of Redis, for the TypeScript versions of scripts: text by key, each with a TTL. */
export interface Keyspace {
  /** Unique to this key space, as a Redis server has a run id. */
  readonly runId: () => string;
  readonly get: (key: string) => string | null;
  readonly set: (key: string, value: string, ttlMs: number) => void;
  readonly delete: (key: string) => boolean;
  /** Remaining TTL in ms; -2 without the key. */
  readonly pttl: (key: string) => number;
  /** False without the key. */
  readonly pexpire: (key: string, ttlMs: number) => boolean;
  readonly nowMs: () => number;
}

interface Slot {
  readonly value: string;
  readonly bytes: number;
  endsAtMs: number;
}

/** Memory of one key in addition to its text. */
const overheadBytes = 96;
const bytesPerCodeUnit = 2;

/** A single value exceeds `maxBytes`. */
export class OutOfMemory extends Error {
  override readonly name = "OutOfMemory";
}

/** Creates slots of at most `maxBytes` that expire, and are evicted in the order of their last use. */
function createSlots(maxBytes: number, nowMs: () => number) {
  const slots = new Map<string, Slot>();
  let bytes = 0;

  const remove = (key: string): boolean => {
    bytes -= slots.get(key)?.bytes ?? 0;
    return slots.delete(key);
  };
  const live = (key: string): Slot | undefined => {
    const slot = slots.get(key);
    if (slot === undefined || slot.endsAtMs > nowMs()) return slot;
    remove(key);
    return undefined;
  };
  const evict = () => {
    for (const key of slots.keys()) {
      if (bytes <= maxBytes) return;
      remove(key);
    }
  };
  const put = (key: string, slot: Slot) => {
    if (slot.bytes > maxBytes) throw new OutOfMemory(`the value exceeds ${maxBytes} bytes`);
    remove(key);
    slots.set(key, slot);
    bytes += slot.bytes;
    evict();
  };
  const touch = (key: string, slot: Slot) => {
    // The LRU order matters only once eviction comes near.
    if (bytes <= maxBytes / 2) return;
    slots.delete(key);
    slots.set(key, slot);
  };
  return { live, put, remove, touch };
}

/** Creates an LRU key space of at most `maxBytes`, like Redis under `allkeys-lru`. Expiry is lazy: no timer. */
export function createKeyspace(maxBytes: number, nowMs: () => number = () => performance.now()): Keyspace {
  const { live, put, remove, touch } = createSlots(maxBytes, nowMs);
  let runId: string | undefined;
  return {
    runId: () => {
      // At the first use: workerd makes no random values while a script loads.
      runId ??= crypto.randomUUID();
      return runId;
    },
    nowMs,
    get: (key) => {
      const slot = live(key);
      if (slot === undefined) return null;
      touch(key, slot);
      return slot.value;
    },
    set: (key, value, ttlMs) => {
      const bytes = (key.length + value.length) * bytesPerCodeUnit + overheadBytes;
      put(key, { value, bytes, endsAtMs: nowMs() + ttlMs });
    },
    delete: (key) => live(key) !== undefined && remove(key),
    pttl: (key) => {
      const slot = live(key);
      return slot === undefined ? -2 : Math.max(0, Math.ceil(slot.endsAtMs - nowMs()));
    },
    pexpire: (key, ttlMs) => {
      const slot = live(key);
      if (slot === undefined) return false;
      slot.endsAtMs = nowMs() + ttlMs;
      return true;
    },
  };
}
