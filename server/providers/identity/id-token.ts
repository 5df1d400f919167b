import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";
import { IdentityProviderError } from "./errors.ts";
import { fetchFields } from "./fetch.ts";
import type { MetadataCache } from "./metadata-cache.ts";

/** The expectations that an ID token is validated against. */
export interface IdTokenExpectations {
  /** `undefined` when the issuer depends on the token; the caller then checks it. */
  readonly issuer: string | undefined;
  readonly clientId: string;
  readonly nonce: string;
  readonly jwksUri: string;
}

/** Claims of a valid token. */
export interface IdTokenClaims extends JWTPayload {
  readonly sub: string;
}

// Asymmetric algorithms only: no shared secret, no `none`.
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const clockToleranceSeconds = 30;
const keysMaxAgeMs = 600_000;
const refetchAfterMs = 10_000;

const invalid = (reason: string, options?: ErrorOptions) =>
  new IdentityProviderError("answer_invalid", reason, options);

/** Checks for a JSON Web Key Set, no deeper than jose requires: jose validates each key itself. */
function asKeySet(fields: Readonly<Record<string, unknown>>): JSONWebKeySet {
  if (!Array.isArray(fields.keys)) throw new IdentityProviderError("provider_failed", "the key set holds no keys");
  return fields as unknown as JSONWebKeySet;
}

async function fetchKeySet(uri: string, metadataCache: MetadataCache, signal: AbortSignal, maxAgeMs: number) {
  const cached = metadataCache.get(`keys ${uri}`, maxAgeMs);
  const fields = cached === undefined ? await fetchFields(uri, signal) : Object(cached);
  if (cached === undefined) metadataCache.set(`keys ${uri}`, fields);
  return createLocalJWKSet(asKeySet(fields));
}

async function verify(
  token: string,
  { issuer, clientId }: IdTokenExpectations,
  keys: ReturnType<typeof createLocalJWKSet>,
) {
  const { payload } = await jwtVerify(token, keys, {
    audience: clientId,
    algorithms,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ["iss", "sub", "aud", "exp", "iat"],
    ...(issuer !== undefined && { issuer }),
  });
  return payload;
}

/**
 * Checks the remaining claims.
 * @returns the subject.
 */
function checkClaims({ sub, aud, azp, nonce }: JWTPayload, expected: IdTokenExpectations): string {
  if (typeof sub !== "string") throw invalid("the ID token's subject is not text");
  if (nonce !== expected.nonce) throw invalid("the ID token has another nonce");
  if (Array.isArray(aud) && aud.length > 1 && azp === undefined)
    throw invalid("the ID token has several audiences, but no azp");
  if (azp !== undefined && azp !== expected.clientId) throw invalid("the ID token's azp is another client");
  return sub;
}

/**
 * Validates an ID token (OpenID Connect Core §3.1.3.7): signature under the issuer's published keys, issuer,
 * audience, authorized party, nonce, expiry and subject. Keys are cached for ten minutes; an unknown key id refetches
 * them, at most every ten seconds.
 * @throws {IdentityProviderError} `answer_invalid`.
 */
export async function verifyIdToken(
  token: string,
  expected: IdTokenExpectations,
  metadataCache: MetadataCache,
  signal: AbortSignal,
): Promise<IdTokenClaims> {
  const verifyWith = async (maxAgeMs: number) =>
    verify(token, expected, await fetchKeySet(expected.jwksUri, metadataCache, signal, maxAgeMs));
  try {
    const payload = await verifyWith(keysMaxAgeMs).catch((error: unknown) => {
      if (error instanceof errors.JWKSNoMatchingKey) return verifyWith(refetchAfterMs);
      throw error;
    });
    return { ...payload, sub: checkClaims(payload, expected) };
  } catch (cause) {
    if (cause instanceof IdentityProviderError) throw cause;
    throw invalid("the ID token is invalid", { cause });
  }
}
