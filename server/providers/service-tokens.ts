import { createECDH } from "node:crypto";
import { importJWK, type JWK, SignJWT } from "jose";

/** A private key for ES256, by the name that its public half is published under. */
export interface SigningKey {
  readonly id: string;
  /** The scalar of P-256: 32 bytes. */
  readonly secret: Uint8Array;
}

/** Who a token is about, and for whom it is. */
export interface ServiceTokenClaims {
  readonly accountId: number;
  readonly audience: string;
  /** The session or API key that it was taken for. */
  readonly clientId: string;
  /** What an API key may do. */
  readonly scopes?: readonly string[];
  readonly role?: string;
}

/** Signs what other services trust; none of it opens anything here. */
export interface ServiceTokens {
  readonly sign: (claims: ServiceTokenClaims) => Promise<{ readonly token: string; readonly id: string }>;
  /**
   * What other services verify with (RFC 7517): all keys, so that a new one is known before it signs, and an old one
   * for as long as what it signed is good.
   */
  readonly keySet: () => { readonly keys: readonly JWK[] };
}

export const serviceTokenSeconds = 300;

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/** The public point, uncompressed: 4, x, y (SEC 1, section 2.3.3). @throws for a scalar that the curve does not have. */
function publicPointOf(secret: Uint8Array): Uint8Array {
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(secret);
  return ecdh.getPublicKey();
}

/** True for all but one in four thousand million of 32 random bytes. */
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

/** Tokens of five minutes (RFC 9068), signed by the first key. @returns `null` without a key. */
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
