import type { Seal } from "../../providers/seal.ts";

const placeOf = (accountId: number) => `totp.sealed_secret of ${accountId}`;

/** An authenticator app's secret as it is kept: sealed for this account alone. */
export const sealSecret = (seal: Seal, accountId: number, secret: Uint8Array): string =>
  seal.seal(Buffer.from(secret).toString("base64url"), placeOf(accountId));

/**
 * Opens what {@link sealSecret} made.
 * @returns the secret and, sealed anew where that was under an older key, what is to be kept.
 * @throws {SealBroken} when it does not open.
 */
export function openSecret(seal: Seal | null, accountId: number, sealed: string) {
  if (seal === null) throw new TypeError("ENCRYPTION_KEYS is not set, yet an account has an authenticator app");
  const secret = Buffer.from(seal.open(sealed, placeOf(accountId)), "base64url");
  return { secret, sealed: seal.isOld(sealed) ? sealSecret(seal, accountId, secret) : sealed };
}
