import type { MetadataCache } from "./metadata-cache.ts";
import { createOpenIdProvider } from "./openid-connect.ts";
import type { ClientCredentials, IdentityProvider } from "./provider.ts";

const host = "https://login.microsoftonline.com";

const metadata = {
  issuer: `${host}/{tenantid}/v2.0`,
  authorizationEndpoint: `${host}/common/oauth2/v2.0/authorize`,
  tokenEndpoint: `${host}/common/oauth2/v2.0/token`,
  jwksUri: `${host}/common/discovery/v2.0/keys`,
} as const;

const isTenant = (tid: unknown): tid is string => typeof tid === "string" && /^[0-9a-f-]{36}$/.test(tid);

/**
 * Microsoft, personal accounts and every organization:
 * https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc. A tenant's administrator can set any address
 * in `email`, so only `xms_edov`, which says that the domain is verified, is trusted.
 */
export const microsoft = (credentials: ClientCredentials, metadataCache: MetadataCache): IdentityProvider =>
  createOpenIdProvider({
    metadata: async () => metadata,
    credentials: async () => credentials,
    clientId: credentials.clientId,
    metadataCache,
    issuerOf: ({ tid }) => (isTenant(tid) ? `${host}/${tid}/v2.0` : null),
    isEmailVerified: ({ xms_edov: isVerified }) => isVerified === true,
  });
