import { createHash, randomBytes } from "node:crypto";
import { encodeBase32LowerCaseNoPadding } from "@oslojs/encoding";
import type { Tx } from "../../database/index.ts";
import { deleteRecoveryCodes, findFactors, insertRecoveryCodes } from "./queries.ts";

const recoveryCodeCount = 10;
const recoveryCodeBytes = 10;

const newRecoveryCode = () =>
  encodeBase32LowerCaseNoPadding(randomBytes(recoveryCodeBytes)).replace(/(.{4})(?=.)/g, "$1-");

/** Creates ten recovery codes of 80 random bits, to be shown once. */
export const newRecoveryCodes = (): string[] => Array.from({ length: recoveryCodeCount }, newRecoveryCode);

/** Hash of a recovery code, normalized first. A slow hash would add nothing to 80 random bits. */
export const hashRecoveryCode = (code: string): Buffer =>
  createHash("sha256").update(code.toLowerCase().replace(/[\s-]/g, "")).digest();

/** Replaces the recovery codes of a locked account by ten new ones. */
export async function renewRecoveryCodes(tx: Tx, accountId: number): Promise<string[]> {
  const codes = newRecoveryCodes();
  await deleteRecoveryCodes(tx, accountId);
  await insertRecoveryCodes(tx, accountId, codes.map(hashRecoveryCode));
  return codes;
}

/** Creates recovery codes for a locked account without any. */
export const firstRecoveryCodes = async (tx: Tx, accountId: number): Promise<string[]> =>
  (await findFactors(tx, accountId)).recoveryCodes > 0 ? [] : renewRecoveryCodes(tx, accountId);

/** Deletes the recovery codes of a locked account without a second factor. */
export async function dropIdleRecoveryCodes(tx: Tx, accountId: number): Promise<void> {
  const { totp, passkeys } = await findFactors(tx, accountId);
  if (!totp && passkeys === 0) await deleteRecoveryCodes(tx, accountId);
}
