import { IdentityProviderError } from "./errors.ts";
import { type Fields, fetchFields } from "./fetch.ts";
import type { MetadataCache } from "./metadata-cache.ts";
import { createOpenIdProvider, type OpenIdMetadata } from "./openid-connect.ts";
import { type ClientCredentials, type IdentityProvider, textOf } from "./provider.ts";

const metadataMaxAgeMs = 3_600_000;

const invalid = () => new IdentityProviderError("provider_failed", "the discovery document is invalid");

/** Requires HTTPS for an endpoint, unless the issuer itself is on localhost. */
function endpointOf(document: Fields, key: string, issuer: string): string {
  const text = textOf(document, key);
  if (text === null || !URL.canParse(text)) throw invalid();
  const { protocol, origin } = new URL(text);
  if (protocol !== "https:" && origin !== new URL(issuer).origin) throw invalid();
  return text;
}

function readMetadata(document: Fields, issuer: string): OpenIdMetadata {
  // OpenID Connect Discovery §4.3: a different issuer means that the document belongs to another provider.
  if (document.issuer !== issuer) throw invalid();
  const methods = document.token_endpoint_auth_methods_supported;
  const isPostOnly =
    Array.isArray(methods) && methods.includes("client_secret_post") && !methods.includes("client_secret_basic");
  return {
    issuer,
    authorizationEndpoint: endpointOf(document, "authorization_endpoint", issuer),
    tokenEndpoint: endpointOf(document, "token_endpoint", issuer),
    jwksUri: endpointOf(document, "jwks_uri", issuer),
    ...(document.userinfo_endpoint !== undefined && {
      userinfoEndpoint: endpointOf(document, "userinfo_endpoint", issuer),
    }),
    authentication: isPostOnly ? "client_secret_post" : "client_secret_basic",
    namesIssuer: document.authorization_response_iss_parameter_supported === true,
  };
}

/** Creates any OpenID provider from its issuer URL. Discovery metadata is cached for an hour. */
export function createDiscoveredProvider(
  issuer: string,
  credentials: ClientCredentials,
  metadataCache: MetadataCache,
): IdentityProvider {
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const metadata = async (signal: AbortSignal) => {
    const cached = metadataCache.get(`metadata ${issuer}`, metadataMaxAgeMs);
    const document = cached === undefined ? await fetchFields(address, signal) : Object(cached);
    const read = readMetadata(document, issuer);
    if (cached === undefined) metadataCache.set(`metadata ${issuer}`, document);
    return read;
  };
  return createOpenIdProvider({
    metadata,
    credentials: async () => credentials,
    clientId: credentials.clientId,
    metadataCache,
  });
}
