/**
 * A cache of provider metadata and keys between sign-ins. It holds plain data and no promises, so that no request
 * waits for another's.
 */
export interface MetadataCache {
  /** @returns the cached value, if it is younger than `maxAgeMs`. */
  readonly get: (key: string, maxAgeMs: number) => unknown;
  readonly set: (key: string, value: unknown) => void;
}

const maxEntries = 32;

/** Creates a cache of the 32 most recently written entries. */
export function createMetadataCache(): MetadataCache {
  const entries = new Map<string, { readonly value: unknown; readonly storedAtMs: number }>();
  return {
    get: (key, maxAgeMs) => {
      const entry = entries.get(key);
      return entry !== undefined && performance.now() - entry.storedAtMs < maxAgeMs ? entry.value : undefined;
    },
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, { value, storedAtMs: performance.now() });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    },
  };
}
