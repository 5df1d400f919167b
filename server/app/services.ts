import type { Db } from "../database/index.ts";
import { type CallLimiter, createCallLimiter } from "../limits/index.ts";
import type { Services } from "../procedures/index.ts";
import { createOAuthMemory, type OAuth } from "../providers/identity/index.ts";
import { createPasswords } from "../providers/passwords.ts";
import { createSeal, type Seal, type SealKey } from "../providers/seal.ts";
import { createServiceTokens, type ServiceTokens } from "../providers/service-tokens.ts";
import { relyingPartyOf } from "../providers/webauthn.ts";
import { createLimiter, openRedis } from "../redis/index.ts";
import type { Caching } from "./caching.ts";
import type { Config } from "./config.ts";

/** One gate for all requests of the process: it bounds memory. */
const passwords = createPasswords();

/** What is counted in the process is counted for all of its requests. */
const localLimiter = createLimiter(openRedis({ kind: "memory" }, { log: { info: () => {}, warn: () => {} } }).redis);

/** What providers publish about themselves is asked once for all requests. */
const oauthMemory = createOAuthMemory();

type SharedRedis = Pick<Caching, "isShared" | "connection" | "keyPrefix">;

function limiterOf(db: Db, limits: Config["limits"], caching: SharedRedis | undefined): CallLimiter | null {
  if (limits === "off") return null;
  const shared = caching?.isShared
    ? createLimiter(caching.connection.redis, async () => `${await caching.keyPrefix()}limit:`)
    : null;
  return createCallLimiter({ shared, local: localLimiter, db });
}

/** The settings that services are made from. */
export type ServiceSettings = Pick<Config, "passwordPolicy" | "limits"> &
  Partial<
    Pick<Config, "encryptionKeys" | "jwtKeys" | "oauthClients" | "nativeApps" | "publicUrl" | "appOrigins" | "mail">
  >;

function sealOf([current, ...older]: readonly SealKey[]): Seal | null {
  return current === undefined ? null : createSeal([current, ...older]);
}

/** Addresses that browsers may be sent to, or ask from; the service's own is this machine's where none is set. */
const placesOf = ({ publicUrl = new URL("http://localhost"), appOrigins = "*" }: ServiceSettings) => ({
  publicUrl,
  appOrigins: appOrigins === "*" ? [] : appOrigins,
});

/** Without an address of the service's own nobody could come back from a provider. */
const oauthOf = (settings: ServiceSettings): OAuth => ({
  clients: settings.publicUrl === undefined ? {} : (settings.oauthClients ?? {}),
  memory: oauthMemory,
  ...placesOf(settings),
});

function partyOf(settings: ServiceSettings) {
  const { publicUrl, appOrigins } = placesOf(settings);
  return relyingPartyOf(publicUrl, appOrigins);
}

/** Without an address of the service's own nobody could tell whose token it is. */
const serviceTokensOf = ({ jwtKeys, publicUrl }: ServiceSettings): ServiceTokens | null =>
  publicUrl === undefined ? null : createServiceTokens(jwtKeys ?? [], publicUrl.origin);

/** All calls are handed the same settings: none of them can change one for the others. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || value instanceof URL) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

/** What handlers and the pipeline work with, over one database and, where there is one, its cache. */
export const createServices = (
  db: Db,
  settings: ServiceSettings,
  caching?: Pick<Caching, "cache" | "isShared" | "connection" | "keyPrefix">,
): Services => ({
  db,
  cache: caching?.cache ?? null,
  repeatsClears: caching?.isShared === true,
  pingRedis: caching?.isShared ? caching.cache.check : null,
  limiter: limiterOf(db, settings.limits, caching),
  passwords,
  passwordPolicy: settings.passwordPolicy,
  seal: sealOf(settings.encryptionKeys ?? []),
  oauth: oauthOf(settings),
  relyingParty: frozen(partyOf(settings)),
  sendsMail: settings.mail !== undefined && settings.mail.kind !== "none",
  apps: frozen(settings.nativeApps ?? []),
  serviceTokens: serviceTokensOf(settings),
});
