import { CodeChallengeMethod, OAuth2Client } from "arctic";
import { OAuthFault } from "./errors.ts";
import { type Fields, fetchFields } from "./fetch.ts";

/** Who somebody is, in the words of a provider. */
export interface OAuthProfile {
  /** With the subject it names the person for good. */
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  /** True only where the provider says so with the boolean `true`. */
  readonly isEmailVerified: boolean;
  /** What to derive a user name from. */
  readonly name: string | null;
}

/** What one sign-in starts with; all of it random and used once. */
export interface AuthorizationRequest {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** What the provider sent back by the browser, with what the sign-in was started with. */
export interface AuthorizationResponse extends Omit<AuthorizationRequest, "state"> {
  readonly code: string;
  /** RFC 9207. */
  readonly iss: string | undefined;
}

/** Somebody who can tell who a person is. */
export interface OAuthProvider {
  /** Where to send the browser. */
  readonly authorizationUrl: (request: AuthorizationRequest, signal: AbortSignal) => Promise<URL>;
  /** Redeems the code. @throws {OAuthFault} unless everything is as it must be. */
  readonly identify: (response: AuthorizationResponse, signal: AbortSignal) => Promise<OAuthProfile>;
}

/** A client that is registered with a provider. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The authorization request of RFC 6749 §4.1.1 with PKCE (RFC 7636), `S256` for every provider. */
export function authorizationUrlOf(
  endpoint: string,
  clientId: string,
  { state, verifier, redirectUri }: AuthorizationRequest,
  scopes: readonly string[],
): URL {
  const client = new OAuth2Client(clientId, null, redirectUri);
  return client.createAuthorizationURLWithPKCE(endpoint, state, CodeChallengeMethod.S256, verifier, [...scopes]);
}

/** How a client proves itself at the token endpoint (RFC 6749 §2.3.1). */
export type ClientAuthentication = "client_secret_basic" | "client_secret_post";

const formEncoded = (text: string) => new URLSearchParams({ v: text }).toString().slice(2);

const basic = ({ clientId, clientSecret }: ClientCredentials) =>
  `Basic ${Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString("base64")}`;

/** Redeems a code (RFC 6749 §4.1.3). @throws {OAuthFault} `provider_failed`. */
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

/** Text under a key, or `null`. */
export const textOf = (fields: Fields, key: string): string | null => {
  const value = fields[key];
  return typeof value === "string" && value !== "" ? value : null;
};

/** The access token of a token answer. @throws {OAuthFault} where there is none that can be sent. */
export function accessTokenOf(tokens: Fields): string {
  const token = textOf(tokens, "access_token");
  if (token === null || !/^[\x21-\x7e]{1,8192}$/.test(token))
    throw new OAuthFault("provider_failed", "the token answer holds no access token");
  return token;
}

/** @throws {OAuthFault} when the callback names an issuer that is not the one asked (RFC 9207 §2.4). */
export function checkIssuer(iss: string | undefined, expected: string, isRequired = false): void {
  if (iss === undefined ? isRequired : iss !== expected)
    throw new OAuthFault("answer_invalid", "the callback is another issuer's");
}
