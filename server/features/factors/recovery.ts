import type { Tx } from "../../database/index.ts";
import { hashRecoveryCode, newRecoveryCodes } from "./codes.ts";
import { deleteRecoveryCodes, findFactors, insertRecoveryCodes } from "./queries.ts";

/** Gives an account that is held ten new recovery codes in place of those it has. */
export async function renewRecoveryCodes(tx: Tx, accountId: number): Promise<string[]> {
  const codes = newRecoveryCodes();
  await deleteRecoveryCodes(tx, accountId);
  await insertRecoveryCodes(tx, accountId, codes.map(hashRecoveryCode));
  return codes;
}

/** Gives an account that is held recovery codes unless it has some. */
export const firstRecoveryCodes = async (tx: Tx, accountId: number): Promise<string[]> =>
  (await findFactors(tx, accountId)).recoveryCodes > 0 ? [] : renewRecoveryCodes(tx, accountId);

/** Takes the recovery codes of an account that is held when it has no second factor any more. */
export async function dropIdleRecoveryCodes(tx: Tx, accountId: number): Promise<void> {
  const { totp, passkeys } = await findFactors(tx, accountId);
  if (!totp && passkeys === 0) await deleteRecoveryCodes(tx, accountId);
}
