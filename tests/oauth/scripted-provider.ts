import type { ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { serveScript } from "../support/http.ts";

export const clientId = "dovetail";
export const clientSecret = "a secret of at least thirty-two bytes";

/** A scripted OpenID provider. */
export interface ScriptedProvider {
  readonly issuer: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Sets the token endpoint's response. */
  answerToken: (response: ServerResponse) => void | Promise<void>;
  /** Sets the userinfo endpoint's response. */
  answerUserinfo: (response: ServerResponse) => void;
  /** Requested paths, in order. */
  readonly asked: readonly string[];
  /** An ID token with valid claims, except the given ones; `undefined` omits one. */
  readonly sign: (claims: Readonly<Record<string, unknown>>, options?: SigningOptions) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface SigningOptions {
  readonly alg?: string;
  readonly key?: CryptoKey | Uint8Array;
  readonly kid?: string;
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** Starts the provider; `discovery` overrides its metadata. */
export async function startScriptedProvider(
  discovery: Readonly<Record<string, unknown>> = {},
): Promise<ScriptedProvider> {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const keys = [{ ...(await exportJWK(publicKey)), kid: "current", use: "sig", alg: "RS256" }];
  const asked: string[] = [];
  const server = await serveScript((response, { url = "" }) => {
    asked.push(url);
    if (url === "/token") void scripted.answerToken(response);
    else if (url === "/userinfo") scripted.answerUserinfo(response);
    else if (url === "/keys") json(response, { keys });
    else if (url !== "/.well-known/openid-configuration") response.writeHead(404).end();
    else {
      const [authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint] = [
        ...["/authorize", "/token", "/keys", "/userinfo"],
      ].map((path) => scripted.issuer + path);
      const issuer = scripted.issuer;
      json(response, { issuer, authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint, ...discovery });
    }
  });
  const scripted: ScriptedProvider = {
    issuer: server.url,
    environment: { OIDC_ISSUER: server.url, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret },
    answerToken: (response) => json(response, { error: "invalid_grant" }, 400),
    answerUserinfo: (response) => json(response, {}, 404),
    asked,
    sign: (claims, { alg = "RS256", key = privateKey, kid = "current" } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const good = { iss: server.url, aud: clientId, sub: "somebody", iat: now, exp: now + 300 };
      const payload: JWTPayload = { ...good, email: "somebody@example.org", email_verified: true, ...claims };
      return new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(key);
    },
    stop: server.stop,
  };
  return scripted;
}
