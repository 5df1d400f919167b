import { createHmac, randomBytes } from "node:crypto";

const secretBytes = 32;

/** Secrets of one sign-in through an identity provider. */
export interface TransactionSecrets {
  /** The `state` parameter, which the provider returns. */
  readonly state: string;
  /** Stored in the browser's cookie. */
  readonly secret: string;
  /** Stored in the database. */
  readonly salt: Buffer;
}

export const newTransaction = (): TransactionSecrets => ({
  state: randomBytes(secretBytes).toString("base64url"),
  secret: randomBytes(secretBytes).toString("base64url"),
  salt: randomBytes(secretBytes),
});

const derived = (purpose: string, secret: string, salt: Uint8Array) =>
  createHmac("sha256", secret).update(purpose).update(salt).digest("base64url");

/** PKCE verifier (RFC 7636) and OpenID nonce: never stored, derived from the cookie's and the database's half. */
export const proofsOf = (secret: string, salt: Uint8Array) => ({
  verifier: derived("verifier", secret, salt),
  nonce: derived("nonce", secret, salt),
});
