export {
  type Cache,
  type CacheMemory,
  type CacheOptions,
  type Cleared,
  createCache,
  createCacheMemory,
} from "./cache.ts";
export type { Epoch, EpochSource } from "./epoch.ts";
export { digestKey, encodeKey, type KeyParts } from "./key.ts";
export type { BeforeRecovery } from "./recovery.ts";
export {
  createStore,
  type Entry,
  type Freshness,
  type Lease,
  type Store,
  type StoreLookup,
  type StoreOptions,
  type Value,
} from "./store.ts";
export type { CacheRequest, CacheResult, CacheStats, Load, Loaded, Source } from "./types.ts";
