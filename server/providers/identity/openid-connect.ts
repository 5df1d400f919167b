import { IdentityProviderError } from "./errors.ts";
import { type Fields, fetchFields } from "./fetch.ts";
import { type IdTokenClaims, verifyIdToken } from "./id-token.ts";
import type { MetadataCache } from "./metadata-cache.ts";
import {
  accessTokenOf,
  authorizationUrlOf,
  type ClientAuthentication,
  type ClientCredentials,
  checkIssuer,
  exchangeCode,
  type IdentityProvider,
  type ProviderProfile,
  textOf,
} from "./provider.ts";

/** Metadata of an OpenID provider. */
export interface OpenIdMetadata {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  readonly userinfoEndpoint?: string | undefined;
  readonly authentication?: ClientAuthentication;
  /** Whether every callback carries `iss` (RFC 9207). */
  readonly namesIssuer?: boolean;
}

/** Differences between OpenID providers. */
export interface OpenIdOptions {
  readonly metadata: (signal: AbortSignal) => Promise<OpenIdMetadata>;
  readonly credentials: () => Promise<ClientCredentials>;
  readonly clientId: string;
  readonly metadataCache: MetadataCache;
  readonly scopes?: readonly string[];
  /** Extra parameters of the authorization request. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The expected issuer for these claims, where it differs from the metadata's. */
  readonly issuerOf?: (claims: IdTokenClaims) => string | null;
  /** Whether the email address is verified; defaults to `email_verified`. */
  readonly isEmailVerified?: (claims: Fields) => boolean;
}

const hasVerifiedEmail = ({ email_verified: isVerified }: Fields) => isVerified === true;

/** Reads profile claims from the ID token, or from the userinfo endpoint when the token has no email address. */
async function claimsOf(
  { userinfoEndpoint }: OpenIdMetadata,
  claims: IdTokenClaims,
  tokens: Fields,
  signal: AbortSignal,
): Promise<Fields> {
  if (userinfoEndpoint === undefined || claims.email !== undefined) return claims;
  const headers = { authorization: `Bearer ${accessTokenOf(tokens)}` };
  const about = await fetchFields(userinfoEndpoint, signal, { headers });
  // OpenID Connect Core §5.3.2: a different subject describes another person.
  if (about.sub !== claims.sub) throw new IdentityProviderError("answer_invalid", "userinfo describes another subject");
  return about;
}

/** Creates an OpenID provider: authorization code flow with PKCE and nonce (OpenID Connect Core §3.1). */
export function createOpenIdProvider(options: OpenIdOptions): IdentityProvider {
  const { clientId, metadataCache, issuerOf, isEmailVerified = hasVerifiedEmail } = options;
  const { scopes = ["openid", "email", "profile"], parameters = {} } = options;
  return {
    authorizationUrl: async (request, signal) => {
      const { authorizationEndpoint } = await options.metadata(signal);
      const url = authorizationUrlOf(authorizationEndpoint, clientId, request, scopes);
      for (const [name, value] of Object.entries({ nonce: request.nonce, ...parameters }))
        url.searchParams.set(name, value);
      return url;
    },
    identify: async (response, signal): Promise<ProviderProfile> => {
      const metadata = await options.metadata(signal);
      if (issuerOf === undefined) checkIssuer(response.iss, metadata.issuer, metadata.namesIssuer);
      const credentials = await options.credentials();
      const { tokenEndpoint, authentication, jwksUri } = metadata;
      const tokens = await exchangeCode(tokenEndpoint, credentials, response, signal, authentication);
      const idToken = textOf(tokens, "id_token");
      if (idToken === null) throw new IdentityProviderError("answer_invalid", "the token response has no ID token");
      const issuer = issuerOf === undefined ? metadata.issuer : undefined;
      const expected = { issuer, clientId, nonce: response.nonce, jwksUri };
      const claims = await verifyIdToken(idToken, expected, metadataCache, signal);
      if (issuerOf !== undefined && claims.iss !== issuerOf(claims))
        throw new IdentityProviderError("answer_invalid", "the ID token has another issuer");
      const about = await claimsOf(metadata, claims, tokens, signal);
      return {
        issuer: claims.iss ?? metadata.issuer,
        subject: claims.sub,
        email: textOf(about, "email"),
        isEmailVerified: isEmailVerified(about),
        name: textOf(about, "preferred_username") ?? textOf(about, "name"),
      };
    },
  };
}
