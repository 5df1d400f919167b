import { importJWK, type JWK, SignJWT } from "jose";
import type { ServiceTokens } from "./service-tokens.ts";

/** The key of a signer, and the claims that all its tokens share. */
export interface SignerOptions {
  readonly privateKey: JWK & { readonly kid: string };
  readonly issuer: string;
  readonly lifetimeSeconds: number;
}

/** Creates the function that signs access tokens (RFC 9068) with an ES256 private key. */
export async function createSigner(options: SignerOptions): Promise<ServiceTokens["sign"]> {
  const { privateKey, issuer, lifetimeSeconds } = options;
  const key = await importJWK(privateKey, "ES256");
  return async ({ accountId, audience, clientId, scopes, role }) => {
    const id = crypto.randomUUID();
    const issuedAt = Math.floor(Date.now() / 1000);
    const own = { client_id: clientId, ...(scopes && { scope: scopes.join(" ") }), ...(role && { roles: [role] }) };
    const token = await new SignJWT(own)
      .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: privateKey.kid })
      .setIssuer(issuer)
      .setSubject(String(accountId))
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .setJti(id)
      .sign(key);
    return { token, id };
  };
}
