import { CodeChallengeMethod, OAuth2Client } from "arctic";
import { IdentityProviderError } from "./errors.ts";
import { type Fields, fetchFields } from "./fetch.ts";

/** A user's identity as a provider reports it. */
export interface ProviderProfile {
  /** Together with the subject, it identifies the user permanently. */
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  /** True only when the provider sends the boolean `true`. */
  readonly isEmailVerified: boolean;
  /** Basis for a suggested user name. */
  readonly name: string | null;
}

/** Secrets of one authorization request; all random and used once. */
export interface AuthorizationRequest {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** The callback's parameters with the secrets of its authorization request. */
export interface AuthorizationResponse extends Omit<AuthorizationRequest, "state"> {
  readonly code: string;
  /** RFC 9207. */
  readonly iss: string | undefined;
}

/** An identity provider. */
export interface IdentityProvider {
  /** Returns the authorization URL. */
  readonly authorizationUrl: (request: AuthorizationRequest, signal: AbortSignal) => Promise<URL>;
  /**
   * Redeems the authorization code for the user's identity.
   * @throws {IdentityProviderError} when any check fails.
   */
  readonly identify: (response: AuthorizationResponse, signal: AbortSignal) => Promise<ProviderProfile>;
}

/** Client credentials registered with a provider. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Builds the authorization URL of RFC 6749 §4.1.1 with PKCE (RFC 7636), `S256` for every provider. */
export function authorizationUrlOf(
  endpoint: string,
  clientId: string,
  { state, verifier, redirectUri }: AuthorizationRequest,
  scopes: readonly string[],
): URL {
  const client = new OAuth2Client(clientId, null, redirectUri);
  return client.createAuthorizationURLWithPKCE(endpoint, state, CodeChallengeMethod.S256, verifier, [...scopes]);
}

/** Client authentication at the token endpoint (RFC 6749 §2.3.1). */
export type ClientAuthentication = "client_secret_basic" | "client_secret_post";

const formEncoded = (text: string) => new URLSearchParams({ v: text }).toString().slice(2);

const basic = ({ clientId, clientSecret }: ClientCredentials) =>
  `Basic ${Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString("base64")}`;

/**
 * Redeems an authorization code (RFC 6749 §4.1.3).
 * @throws {IdentityProviderError} `provider_failed`.
 */
export function exchangeCode(
  endpoint: string,
  credentials: ClientCredentials,
  { code, verifier, redirectUri }: AuthorizationResponse,
  signal: AbortSignal,
  authentication: ClientAuthentication = "client_secret_post",
): Promise<Fields> {
  const isBasic = authentication === "client_secret_basic";
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    ...(!isBasic && { client_id: credentials.clientId, client_secret: credentials.clientSecret }),
  });
  const headers = isBasic ? { authorization: basic(credentials) } : {};
  return fetchFields(endpoint, signal, { method: "POST", body, headers });
}

/** Returns a string field, or `null`. */
export const textOf = (fields: Fields, key: string): string | null => {
  const value = fields[key];
  return typeof value === "string" && value !== "" ? value : null;
};

/**
 * Returns the access token of a token response.
 * @throws {IdentityProviderError} when there is none that fits a header.
 */
export function accessTokenOf(tokens: Fields): string {
  const token = textOf(tokens, "access_token");
  if (token === null || !/^[\x21-\x7e]{1,8192}$/.test(token))
    throw new IdentityProviderError("provider_failed", "the token response has no access token");
  return token;
}

/**
 * Checks the callback's issuer.
 * @throws {IdentityProviderError} when it differs from the expected one (RFC 9207 §2.4).
 */
export function checkIssuer(iss: string | undefined, expected: string, isRequired = false): void {
  if (iss === undefined ? isRequired : iss !== expected)
    throw new IdentityProviderError("answer_invalid", "the callback names another issuer");
}
