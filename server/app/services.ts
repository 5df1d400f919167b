import type { Db } from "../database/index.ts";
import { type CallLimiter, createCallLimiter } from "../limits/index.ts";
import type { Services } from "../procedures/index.ts";
import { createMetadataCache, type IdentityProviders } from "../providers/identity/index.ts";
import { createPasswords } from "../providers/passwords.ts";
import { createSeal, type Seal, type SealKey } from "../providers/seal.ts";
import { createServiceTokens, type ServiceTokens } from "../providers/sign-service-token.ts";
import { relyingPartyOf } from "../providers/webauthn.ts";
import { createLimiter, openRedis } from "../redis/index.ts";
import { createAddressPolicy, createAllowedTargets, type Resolve } from "../webhooks/index.ts";
import type { Caching } from "./caching.ts";
import type { Config } from "./config.ts";

/** One semaphore for all requests of the process, which bounds memory. */
const passwords = createPasswords();

/** Process-wide counters, shared by all requests. */
const localLimiter = createLimiter(openRedis({ kind: "memory" }, { log: { info: () => {}, warn: () => {} } }).redis);

/** Provider metadata, cached for all requests. */
const providerMetadata = createMetadataCache();

type SharedRedis = Pick<Caching, "isShared" | "connection" | "keyPrefix">;

function limiterOf(db: Db, limits: Config["limits"], caching: SharedRedis | undefined): CallLimiter | null {
  if (limits === "off") return null;
  const shared = caching?.isShared
    ? createLimiter(caching.connection.redis, async () => `${await caching.keyPrefix()}limit:`)
    : null;
  return createCallLimiter({ shared, local: localLimiter, db });
}

export type ServiceSettings = Pick<Config, "passwordPolicy" | "limits"> &
  Partial<
    Pick<
      Config,
      | "encryptionKeys"
      | "jwtKeys"
      | "identityProviderClients"
      | "nativeApps"
      | "publicUrl"
      | "appOrigins"
      | "mail"
      | "sendsWebhooks"
      | "webhookAddresses"
    >
  > & {
    /** Resolves names of webhook receivers; absent where the platform resolves them itself. */
    readonly resolve?: Resolve;
  };

function sealOf([current, ...older]: readonly SealKey[]): Seal | null {
  return current === undefined ? null : createSeal([current, ...older]);
}

/** The service's URL and the origins of its apps; the URL defaults to localhost. */
const urlsOf = ({ publicUrl = new URL("http://localhost"), appOrigins = "*" }: ServiceSettings) => ({
  publicUrl,
  appOrigins: appOrigins === "*" ? [] : appOrigins,
});

/** Without a public URL there is no redirect URI, so no provider is enabled. */
const identityProvidersOf = (settings: ServiceSettings): IdentityProviders => ({
  clients: settings.publicUrl === undefined ? {} : (settings.identityProviderClients ?? {}),
  metadataCache: providerMetadata,
  ...urlsOf(settings),
});

function partyOf(settings: ServiceSettings) {
  const { publicUrl, appOrigins } = urlsOf(settings);
  return relyingPartyOf(publicUrl, appOrigins);
}

/** Without a public URL tokens have no issuer, so none are signed. */
const serviceTokensOf = ({ jwtKeys, publicUrl }: ServiceSettings): ServiceTokens | null =>
  publicUrl === undefined ? null : createServiceTokens(jwtKeys ?? [], publicUrl.origin);

/** Deep-freezes a value that all calls share, so that no call can change it for the others. */
function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || value instanceof URL) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

const webhookTargetsOf = ({ sendsWebhooks = true, webhookAddresses = [], resolve }: ServiceSettings) =>
  sendsWebhooks ? createAllowedTargets(createAddressPolicy(webhookAddresses), resolve) : null;

/** Creates the services of handlers and the pipeline over one database and, where configured, its cache. */
export const createServices = (
  db: Db,
  settings: ServiceSettings,
  caching?: Pick<Caching, "cache" | "isShared" | "connection" | "keyPrefix">,
): Services => ({
  db,
  cache: caching?.cache ?? null,
  repeatsInvalidations: caching?.isShared === true,
  pingRedis: caching?.isShared ? caching.cache.check : null,
  limiter: limiterOf(db, settings.limits, caching),
  passwords,
  passwordPolicy: settings.passwordPolicy,
  seal: sealOf(settings.encryptionKeys ?? []),
  identityProviders: identityProvidersOf(settings),
  relyingParty: frozen(partyOf(settings)),
  sendsMail: settings.mail !== undefined && settings.mail.kind !== "none",
  apps: frozen(settings.nativeApps ?? []),
  serviceTokens: serviceTokensOf(settings),
  redis: caching === undefined ? null : { client: caching.connection.redis, keyPrefix: caching.keyPrefix },
  webhookTargets: webhookTargetsOf(settings),
  streams: null,
});
