import type { Caching } from "./caching.ts";
import type { Config } from "./config.ts";
import type { Db } from "./database/index.ts";
import { type CallLimiter, createCallLimiter } from "./limits/index.ts";
import type { Services } from "./procedures/index.ts";
import { createPasswords } from "./providers/passwords.ts";
import { createSeal, type Seal, type SealKey } from "./providers/seal.ts";
import { createLimiter, openRedis } from "./redis/index.ts";

/** One gate for all requests of the process: it bounds memory. */
const passwords = createPasswords();

/** What is counted in the process is counted for all of its requests. */
const localLimiter = createLimiter(openRedis({ kind: "memory" }, { log: { info: () => {}, warn: () => {} } }).redis);

type SharedRedis = Pick<Caching, "isShared" | "connection">;

function limiterOf(db: Db, limits: Config["limits"], caching: SharedRedis | undefined): CallLimiter | null {
  if (limits === "off") return null;
  const shared = caching?.isShared ? createLimiter(caching.connection.redis) : null;
  return createCallLimiter({ shared, local: localLimiter, db });
}

/** The settings that services are made from. */
export type ServiceSettings = Pick<Config, "passwordPolicy" | "limits"> & Partial<Pick<Config, "encryptionKeys">>;

function sealOf([current, ...older]: readonly SealKey[]): Seal | null {
  return current === undefined ? null : createSeal([current, ...older]);
}

/** What handlers and the pipeline work with, over one database and, where there is one, its cache. */
export const createServices = (
  db: Db,
  { passwordPolicy, limits, encryptionKeys = [] }: ServiceSettings,
  caching?: Pick<Caching, "cache" | "isShared" | "connection">,
): Services => ({
  db,
  cache: caching?.cache ?? null,
  repeatsClears: caching?.isShared === true,
  pingRedis: caching?.isShared ? async () => void (await caching.connection.redis.ping()) : null,
  limiter: limiterOf(db, limits, caching),
  passwords,
  passwordPolicy,
  seal: sealOf(encryptionKeys),
});
