import type { CacheResult } from "../cache/index.ts";
import type { Success } from "./pipeline.ts";

/** Maximum number of parsed cache entries in memory, and of characters of each. */
const maxKept = 200;
const maxLength = 65_536;

const parsedById = new Map<string, unknown>();

/** Freezes plain JSON: all readers of an entry share it. */
function frozen(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** The value of a cache entry, frozen; parsed once for the signed-in readers of one entry. */
export function parsedEntry({ value, entryId }: Pick<CacheResult, "value" | "entryId">): unknown {
  const cached = entryId === undefined ? undefined : parsedById.get(entryId);
  if (cached !== undefined) return cached;
  const parsed = frozen(JSON.parse(value));
  if (entryId === undefined || value.length > maxLength) return parsed;
  // Eviction order matters little.
  if (parsedById.size === maxKept) parsedById.clear();
  parsedById.set(entryId, parsed);
  return parsed;
}

/** The output of a call, to select from; never to change. */
export const outputOf = ({ json, output, entryId }: Pick<Success, "json" | "output" | "entryId">): unknown =>
  output === undefined ? parsedEntry({ value: json, ...(entryId !== undefined && { entryId }) }) : output;
