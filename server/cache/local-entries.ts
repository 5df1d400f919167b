/** A body in process memory, in addition to Redis. */
export interface LocalEntry {
  readonly id: string;
  readonly body: string;
  readonly isMissing: boolean;
  /** Versions of its tags at the time of the Redis lookup. */
  readonly versions: string;
  readonly freshUntilMs: number;
}

/** Bodies by key, so that a hit transfers only the tag versions from Redis, which say whether the body is still valid. */
export interface LocalLevel {
  readonly get: (key: string) => LocalEntry | undefined;
  readonly put: (key: string, entry: LocalEntry) => void;
}

const overheadBytes = 160;
const bytesPerCodeUnit = 2;

const costOf = (key: string, { body, versions }: LocalEntry) =>
  (key.length + body.length + versions.length) * bytesPerCodeUnit + overheadBytes;

/** Creates an LRU cache of at most `maxBytes`; 0 stores nothing. */
export function createLocalLevel(maxBytes: number): LocalLevel {
  const entries = new Map<string, LocalEntry>();
  let bytes = 0;

  const remove = (key: string, entry: LocalEntry | undefined) => {
    if (entry === undefined) return;
    entries.delete(key);
    bytes -= costOf(key, entry);
  };
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry;
    },
    put: (key, entry) => {
      remove(key, entries.get(key));
      if (costOf(key, entry) > maxBytes) return;
      entries.set(key, entry);
      bytes += costOf(key, entry);
      for (const [oldest, old] of entries) {
        if (bytes <= maxBytes) break;
        remove(oldest, old);
      }
    },
  };
}
