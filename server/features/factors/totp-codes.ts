import { randomBytes } from "node:crypto";
import { encodeBase32UpperCaseNoPadding } from "@oslojs/encoding";
import { createTOTPKeyURI, verifyHOTP } from "@oslojs/otp";

const stepMs = 30_000;
const digits = 6;
/** The length of the hash (RFC 4226, section 4). */
const secretBytes = 20;
/** One time step either way, for clock drift and slow typing (RFC 6238, section 5.2). */
const window = [0, -1, 1];

/** Creates a secret for an authenticator app. */
export const newTotpSecret = (): Buffer => randomBytes(secretBytes);

/** The secret as text, and as `otpauth` URI for a QR code. */
export const shownSecret = (secret: Uint8Array, { issuer, username }: { issuer: string; username: string }) => ({
  secret: encodeBase32UpperCaseNoPadding(secret),
  uri: createTOTPKeyURI(issuer, username, secret, stepMs / 1000, digits),
});

/** Authenticator apps display spaces within codes. */
const withoutSpaces = (code: string) => code.replace(/\s/g, "");

/** Whether a code has the format of a TOTP code. */
export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(withoutSpaces(code));

/** The time step of a TOTP code (RFC 6238); `undefined` when it is not valid now. */
export function stepOfCode(secret: Uint8Array, code: string, nowMs = Date.now()): number | undefined {
  const current = Math.floor(nowMs / stepMs);
  return window
    .map((offset) => current + offset)
    .find((step) => verifyHOTP(secret, BigInt(step), digits, withoutSpaces(code)));
}
