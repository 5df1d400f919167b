import { createHash, randomBytes } from "node:crypto";
import { encodeBase32LowerCaseNoPadding, encodeBase32UpperCaseNoPadding } from "@oslojs/encoding";
import { createTOTPKeyURI, verifyHOTP } from "@oslojs/otp";

const stepMs = 30_000;
const digits = 6;
/** RFC 4226, section 4: as long as the hash. */
const secretBytes = 20;
/** One step either way, for clocks that differ and people who type slowly (RFC 6238, section 5.2). */
const window = [0, -1, 1];

/** A fresh secret for an authenticator app. */
export const newTotpSecret = (): Buffer => randomBytes(secretBytes);

/** A secret as people type it, and as an app scans it. */
export const shownSecret = (secret: Uint8Array, { issuer, username }: { issuer: string; username: string }) => ({
  secret: encodeBase32UpperCaseNoPadding(secret),
  uri: createTOTPKeyURI(issuer, username, secret, stepMs / 1000, digits),
});

/** Codes with the spaces that apps show in them are codes as well. */
const withoutSpaces = (code: string) => code.replace(/\s/g, "");

/** Whether a code can only be an authenticator app's. */
export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(withoutSpaces(code));

/** Which step of time a code belongs to (RFC 6238); `undefined` when it is none of now. */
export function stepOfCode(secret: Uint8Array, code: string, nowMs = Date.now()): number | undefined {
  const current = Math.floor(nowMs / stepMs);
  return window
    .map((offset) => current + offset)
    .find((step) => verifyHOTP(secret, BigInt(step), digits, withoutSpaces(code)));
}

const recoveryCodeCount = 10;
const recoveryCodeBytes = 10;

const newRecoveryCode = () =>
  encodeBase32LowerCaseNoPadding(randomBytes(recoveryCodeBytes)).replace(/(.{4})(?=.)/g, "$1-");

/** Ten codes of 80 random bits, to be shown once. */
export const newRecoveryCodes = (): string[] => Array.from({ length: recoveryCodeCount }, newRecoveryCode);

/** What is kept of a recovery code, however it is typed. A slow hash adds nothing to 80 random bits. */
export const hashRecoveryCode = (code: string): Buffer =>
  createHash("sha256").update(code.toLowerCase().replace(/[\s-]/g, "")).digest();
