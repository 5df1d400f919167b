import type { MetadataCache } from "./metadata-cache.ts";
import { createOpenIdProvider } from "./openid-connect.ts";
import type { ClientCredentials, IdentityProvider } from "./provider.ts";

const metadata = {
  issuer: "https://accounts.google.com",
  authorizationEndpoint: "https://accounts.google.com/o/oauth2/v2/auth",
  tokenEndpoint: "https://oauth2.googleapis.com/token",
  jwksUri: "https://www.googleapis.com/oauth2/v3/certs",
} as const;

/** Google: https://developers.google.com/identity/openid-connect/openid-connect */
export const google = (credentials: ClientCredentials, metadataCache: MetadataCache): IdentityProvider =>
  createOpenIdProvider({
    metadata: async () => metadata,
    credentials: async () => credentials,
    clientId: credentials.clientId,
    metadataCache,
  });
