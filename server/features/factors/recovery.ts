import type { Tx } from "../../database/index.ts";
import { hashRecoveryCode, newRecoveryCodes } from "./codes.ts";
import { deleteRecoveryCodes, findFactors, insertRecoveryCodes } from "./queries.ts";

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
