/** What is kept of providers between sign-ins: plain data, so that no request waits for another's. */
export interface OAuthMemory {
  /** @returns what was kept under the key less than `maxAgeMs` ago. */
  readonly recall: (key: string, maxAgeMs: number) => unknown;
  readonly keep: (key: string, value: unknown) => void;
}

const maxEntries = 32;

/** Keeps the 32 entries that were written last. */
export function createOAuthMemory(): OAuthMemory {
  const entries = new Map<string, { readonly value: unknown; readonly keptAtMs: number }>();
  return {
    recall: (key, maxAgeMs) => {
      const entry = entries.get(key);
      return entry !== undefined && performance.now() - entry.keptAtMs < maxAgeMs ? entry.value : undefined;
    },
    keep: (key, value) => {
      entries.delete(key);
      entries.set(key, { value, keptAtMs: performance.now() });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    },
  };
}
