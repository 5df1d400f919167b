import { importPKCS8, SignJWT } from "jose";
import { IdentityProviderError } from "./errors.ts";
import type { MetadataCache } from "./metadata-cache.ts";
import { createOpenIdProvider } from "./openid-connect.ts";
import type { IdentityProvider } from "./provider.ts";

/** An Apple Services ID and its signing key. */
export interface AppleCredentials {
  readonly clientId: string;
  readonly teamId: string;
  readonly keyId: string;
  /** PKCS #8 in PEM, as Apple provides it. */
  readonly privateKey: string;
}

const issuer = "https://appleid.apple.com";

const metadata = {
  issuer,
  authorizationEndpoint: `${issuer}/auth/authorize`,
  tokenEndpoint: `${issuer}/auth/token`,
  jwksUri: `${issuer}/auth/keys`,
} as const;

const secretLifetime = "5 minutes";

/** Signs the client secret, a short-lived JWT, for each request. */
async function clientSecretOf({ clientId, teamId, keyId, privateKey }: AppleCredentials): Promise<string> {
  try {
    return await new SignJWT()
      .setProtectedHeader({ alg: "ES256", kid: keyId })
      .setIssuer(teamId)
      .setSubject(clientId)
      .setAudience(issuer)
      .setIssuedAt()
      .setExpirationTime(secretLifetime)
      .sign(await importPKCS8(privateKey, "ES256"));
  } catch (cause) {
    throw new IdentityProviderError("provider_failed", "APPLE_PRIVATE_KEY cannot sign", { cause });
  }
}

/**
 * Apple: https://developer.apple.com/documentation/signinwithapple. It returns an email address only with
 * `response_mode=form_post`.
 */
export const apple = (credentials: AppleCredentials, metadataCache: MetadataCache): IdentityProvider =>
  createOpenIdProvider({
    metadata: async () => metadata,
    credentials: async () => ({ clientId: credentials.clientId, clientSecret: await clientSecretOf(credentials) }),
    clientId: credentials.clientId,
    metadataCache,
    scopes: ["openid", "email", "name"],
    parameters: { response_mode: "form_post" },
  });
