import type { Keyspace } from "../redis/index.ts";
import { headLength, uuidLength } from "./entry-format.ts";

/** A fresh entry of a Redis in this process. */
export interface LocalEntryState {
  readonly id: string;
  readonly isMissing: boolean;
  readonly body: string;
}

/**
 * Looks up an in-process Redis: finds the cache hits of the read script's TypeScript version, synchronously and without a copy.
 * @returns `undefined` in every other case, which the script decides.
 */
export function lookupLocally(space: Keyspace, entry: string, tags: readonly string[]): LocalEntryState | undefined {
  const stored = space.get(entry);
  const size = headLength + uuidLength * tags.length;
  if (stored === null || stored.length < size || Number(stored.slice(21, 24)) !== tags.length) return undefined;
  let at = headLength;
  for (const tag of tags) {
    const version = space.get(tag);
    if (version === null || !stored.startsWith(version, at)) return undefined;
    at += uuidLength;
  }
  if (space.pttl(entry) <= Number(stored.slice(11, 21))) return undefined;
  return { id: stored.slice(24, headLength), isMissing: stored.startsWith("m"), body: stored.slice(size) };
}
