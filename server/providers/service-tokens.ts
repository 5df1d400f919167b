import { createECDH } from "node:crypto";
import type { JWK } from "jose";

/** An ES256 private key with the `kid` of its public half. */
export interface SigningKey {
  readonly id: string;
  /** The P-256 private scalar: 32 bytes. */
  readonly secret: Uint8Array;
}

/** Subject and audience of a token. */
export interface ServiceTokenClaims {
  readonly accountId: number;
  readonly audience: string;
  /** The session or API key that the token was issued for. */
  readonly clientId: string;
  /** Scopes of the API key. */
  readonly scopes?: readonly string[];
  readonly role?: string;
}

/** Lifetime of a token in seconds. */
export const serviceTokenSeconds = 300;

/** Signs tokens for other services; this service does not accept them. */
export interface ServiceTokens {
  readonly sign: (claims: ServiceTokenClaims) => Promise<{ readonly token: string; readonly id: string }>;
  /**
   * The JSON Web Key Set that other services verify with (RFC 7517). It has all keys: a new one is published before
   * it signs, and an old one until its last tokens expire.
   */
  readonly keySet: () => { readonly keys: readonly JWK[] };
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/**
 * The uncompressed public point: 4, x, y (SEC 1, section 2.3.3).
 * @throws for a scalar outside the curve's range.
 */
function publicPointOf(secret: Uint8Array): Uint8Array {
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(secret);
  return ecdh.getPublicKey();
}

/** True for a valid P-256 scalar: all but one in four billion values of 32 random bytes. */
export function isSigningKey({ secret }: SigningKey): boolean {
  try {
    return publicPointOf(secret).length === 65;
  } catch {
    return false;
  }
}

function publicJwkOf({ id, secret }: SigningKey): JWK {
  const point = publicPointOf(secret);
  const [x, y] = [base64url(point.subarray(1, 33)), base64url(point.subarray(33))];
  return { kty: "EC", crv: "P-256", x, y, kid: id, use: "sig", alg: "ES256" };
}

/**
 * Creates the signer of access tokens (RFC 9068): ES256 with the first key, five minutes lifetime.
 * @returns `null` without a key.
 */
export function createServiceTokens(keys: readonly SigningKey[], issuer: string): ServiceTokens | null {
  const [current] = keys;
  if (current === undefined) return null;
  let signing: Promise<ServiceTokens["sign"]> | undefined;
  const signerOptions = () => ({
    privateKey: { ...publicJwkOf(current), kid: current.id, d: base64url(current.secret) },
    issuer,
    lifetimeSeconds: serviceTokenSeconds,
  });
  return {
    keySet: () => ({ keys: keys.map(publicJwkOf) }),
    sign: async (claims) => {
      // Loaded with the first token: most servers sign none.
      signing ??= import("./service-token-signer.ts").then(({ createSigner }) => createSigner(signerOptions()));
      return (await signing)(claims);
    },
  };
}
