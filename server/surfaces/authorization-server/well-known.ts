import { Hono } from "hono";
import { isAnonymous } from "../../http/cacheable-response.ts";
import type { Exchange } from "../../http/exchange.ts";
import { type HonoEnv, toHonoHandler } from "../../http/hono.ts";
import { createResponse } from "../../http/response.ts";
import type { Services } from "../../procedures/index.ts";

const maxAgeSeconds = 300;

const json = (exchange: Exchange, value: unknown) =>
  createResponse(exchange, 200, JSON.stringify(value), {
    "content-type": "application/json; charset=utf-8",
    ...(isAnonymous(exchange) && { "cache-control": `public, max-age=${maxAgeSeconds}` }),
  });

/** Authorization server metadata (RFC 8414, with the member of RFC 9207). */
const metadataOf = (issuer: string, { serviceTokens }: Services) => ({
  issuer,
  authorization_endpoint: `${issuer}/oauth/authorize`,
  token_endpoint: `${issuer}/oauth/token`,
  revocation_endpoint: `${issuer}/oauth/revoke`,
  ...(serviceTokens !== null && { jwks_uri: `${issuer}/.well-known/jwks.json` }),
  scopes_supported: ["account"],
  response_types_supported: ["code"],
  response_modes_supported: ["query"],
  grant_types_supported: ["authorization_code", "refresh_token"],
  code_challenge_methods_supported: ["S256"],
  token_endpoint_auth_methods_supported: ["none"],
  revocation_endpoint_auth_methods_supported: ["none"],
  authorization_response_iss_parameter_supported: true,
});

/** Path of the protected resource metadata (RFC 9728), which names the API's authorization server. */
export const protectedResourcePath = "/.well-known/oauth-protected-resource";

const resourceOf = (origin: string) => ({
  resource: origin,
  authorization_servers: [origin],
  scopes_supported: ["account"],
  bearer_methods_supported: ["header"],
});

/**
 * Creates `/.well-known/oauth-authorization-server`, `/.well-known/oauth-protected-resource` and
 * `/.well-known/jwks.json`, the public keys of service tokens.
 */
export function createWellKnownSurface(publicUrl: URL): Hono<HonoEnv> {
  const app = new Hono<HonoEnv>();
  app.get(
    "/oauth-authorization-server",
    toHonoHandler((exchange) => json(exchange, metadataOf(publicUrl.origin, exchange.services))),
  );
  app.get(
    "/oauth-protected-resource",
    toHonoHandler((exchange) => json(exchange, resourceOf(publicUrl.origin))),
  );
  app.get(
    "/jwks.json",
    toHonoHandler((exchange) => json(exchange, exchange.services.serviceTokens?.keySet() ?? { keys: [] })),
  );
  return app;
}
