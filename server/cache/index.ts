export { type Cache, type CacheMemory, type CacheOptions, createCache, createCacheMemory } from "./cached.ts";
export { digestKey, encodeKey, type KeyParts } from "./key.ts";
export type { Answer, CacheRequest, CacheStats, Load, Loaded, Source } from "./request.ts";
export {
  createStore,
  type Entry,
  type Found,
  type Freshness,
  type Lease,
  type Store,
  type StoreOptions,
  type Value,
} from "./store.ts";
export { CacheOverloaded, LoadTimeout } from "./turns.ts";
