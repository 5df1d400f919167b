import { createHmac, randomBytes } from "node:crypto";

const secretBytes = 32;

/** What one sign-in by a provider starts with. */
export interface TransactionSecrets {
  /** Comes back by the provider. */
  readonly state: string;
  /** Stays in the browser's cookie. */
  readonly secret: string;
  /** Stays in the database. */
  readonly salt: Buffer;
}

export const newTransaction = (): TransactionSecrets => ({
  state: randomBytes(secretBytes).toString("base64url"),
  secret: randomBytes(secretBytes).toString("base64url"),
  salt: randomBytes(secretBytes),
});

const derived = (purpose: string, secret: string, salt: Uint8Array) =>
  createHmac("sha256", secret).update(purpose).update(salt).digest("base64url");

/** PKCE's verifier (RFC 7636) and OpenID's nonce: kept nowhere, made of the cookie and the database's half of it. */
export const proofsOf = (secret: string, salt: Uint8Array) => ({
  verifier: derived("verifier", secret, salt),
  nonce: derived("nonce", secret, salt),
});
