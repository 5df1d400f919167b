import { createECDH } from "node:crypto";
import { importJWK, type JWK, SignJWT } from "jose";

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

/** Signs tokens for other services; this service does not accept them. */
export interface ServiceTokens {
  readonly sign: (claims: ServiceTokenClaims) => Promise<{ readonly token: string; readonly id: string }>;
  /**
   * The JSON Web Key Set that other services verify with (RFC 7517). It has all keys: a new one is published before
   * it signs, and an old one until its last tokens expire.
   */
  readonly keySet: () => { readonly keys: readonly JWK[] };
}

export const serviceTokenSeconds = 300;

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
  let imported: ReturnType<typeof importJWK> | undefined;
  return {
    keySet: () => ({ keys: keys.map(publicJwkOf) }),
    sign: async ({ accountId, audience, clientId, scopes, role }) => {
      imported ??= importJWK({ ...publicJwkOf(current), d: base64url(current.secret) }, "ES256");
      const id = crypto.randomUUID();
      const issuedAt = Math.floor(Date.now() / 1000);
      const own = { client_id: clientId, ...(scopes && { scope: scopes.join(" ") }), ...(role && { roles: [role] }) };
      const token = await new SignJWT(own)
        .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: current.id })
        .setIssuer(issuer)
        .setSubject(String(accountId))
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + serviceTokenSeconds)
        .setJti(id)
        .sign(await imported);
      return { token, id };
    },
  };
}
