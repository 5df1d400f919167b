import type { Seal } from "../../providers/seal.ts";

const placeOf = (accountId: number) => `totp.sealed_secret of ${accountId}`;

/** Encrypts an authenticator app's secret, bound to this account. */
export const sealSecret = (seal: Seal, accountId: number, secret: Uint8Array): string =>
  seal.seal(Buffer.from(secret).toString("base64url"), placeOf(accountId));

/**
 * Decrypts the result of {@link sealSecret}.
 * @returns the secret, and the ciphertext to store: re-encrypted where an older key was used.
 * @throws {SealBroken} when decryption fails.
 */
export function openSecret(seal: Seal | null, accountId: number, sealed: string) {
  if (seal === null) throw new TypeError("ENCRYPTION_KEYS is not set, yet an account has an authenticator app");
  const secret = Buffer.from(seal.open(sealed, placeOf(accountId)), "base64url");
  return { secret, sealed: seal.isOld(sealed) ? sealSecret(seal, accountId, secret) : sealed };
}
