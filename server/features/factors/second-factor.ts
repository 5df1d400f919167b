import { recordAudit } from "../../audit/index.ts";
import type { AuthenticationMethod, Db, Tx } from "../../database/index.ts";
import type { Call, HandlerServices } from "../../procedures/index.ts";
import { notify } from "../credentials/index.ts";
import { checkPasskey, type PresentedPasskey } from "./check-passkey.ts";
import { findFactors, findTotp, hasRecoveryCode, usePasskey, useRecoveryCode, useStep } from "./queries.ts";
import { hashRecoveryCode } from "./recovery-codes.ts";
import { isTotpCode, stepOfCode } from "./totp-codes.ts";
import { openSecret } from "./totp-secret.ts";

/** A second factor that is presented with a password. */
export interface PresentedFactor {
  readonly code?: string | undefined;
  readonly passkey?: PresentedPasskey | undefined;
}

/** A verified second factor, before it is used up. */
interface SecondFactor {
  readonly method: AuthenticationMethod;
  /** @returns false when a concurrent call used it first. */
  readonly use: (tx: Tx) => Promise<boolean>;
}

/** The account that needs a second factor, and the error without one. */
export interface SecondFactorScope extends Pick<HandlerServices, "db" | "seal" | "relyingParty"> {
  readonly call: Call;
  readonly accountId: number;
  readonly fail: (code: "second_factor_required" | "second_factor_refused", messages?: readonly string[]) => never;
}

async function checkTotp({ db, seal, accountId }: SecondFactorScope, code: string): Promise<SecondFactor | undefined> {
  const found = await findTotp(db, accountId);
  if (found === undefined) return undefined;
  const { secret, sealed } = openSecret(seal, accountId, found.sealed_secret);
  const step = stepOfCode(secret, code);
  if (step === undefined || step <= (found.last_step ?? 0)) return undefined;
  const used = { step, sealedSecret: found.sealed_secret, resealedSecret: sealed };
  return { method: "otp", use: (tx) => useStep(tx, accountId, used) };
}

async function checkRecoveryCode({ db, call, accountId }: SecondFactorScope, code: string) {
  const hash = hashRecoveryCode(code);
  if (!(await hasRecoveryCode(db, accountId, hash))) return undefined;
  const use = async (tx: Tx) => {
    if (!(await useRecoveryCode(tx, accountId, hash))) return false;
    await recordAudit(tx, call, { action: "recovery_code.used", actorId: accountId, accountId });
    await notify(tx, accountId, "recovery_code_used");
    return true;
  };
  return { method: "recovery", use } as const;
}

async function checkOwnPasskey({ db, relyingParty, accountId }: SecondFactorScope, presented: PresentedPasskey) {
  const checked = await checkPasskey(db, relyingParty, presented);
  if ("reason" in checked) return checked.reason;
  if (checked.accountId !== accountId) return "unknown";
  return { method: "passkey", use: (tx: Tx) => usePasskey(tx, checked.id, checked.counter) } as const;
}

/** @returns the verified factor, or why it is invalid, for the audit log. */
async function checkPresented(
  scope: SecondFactorScope,
  { code = "", passkey }: PresentedFactor,
): Promise<SecondFactor | string> {
  if (passkey !== undefined) return checkOwnPasskey(scope, passkey);
  const factor = isTotpCode(code) ? await checkTotp(scope, code) : await checkRecoveryCode(scope, code);
  return factor ?? "wrong";
}

/** Names of an account's second factors, for its owner. */
async function namesOfFactors(db: Db, accountId: number): Promise<readonly string[]> {
  const { totp, passkeys, recoveryCodes } = await findFactors(db, accountId);
  if (!totp && passkeys === 0) return [];
  return [...(totp ? ["totp"] : []), ...(passkeys > 0 ? ["passkey"] : []), ...(recoveryCodes > 0 ? ["recovery"] : [])];
}

/** A presented and verified second factor. */
export interface RequiredFactor {
  readonly method: AuthenticationMethod;
  /** Uses it up, in the transaction that it authorizes; fails when a concurrent call used it first. */
  readonly use: (tx: Tx) => Promise<void>;
}

/** Requires an account's second factor. @returns the presented one; `null` for an account without any. */
export async function requireSecondFactor(
  scope: SecondFactorScope,
  presented: PresentedFactor,
): Promise<RequiredFactor | null> {
  const { db, call, accountId, fail } = scope;
  const names = await namesOfFactors(db, accountId);
  if (names.length === 0) return null;
  if (presented.code === undefined && presented.passkey === undefined) return fail("second_factor_required", names);
  const factor = await checkPresented(scope, presented);
  if (typeof factor === "string") {
    const details = { factor: presented.passkey === undefined ? "code" : "passkey", reason: factor };
    await recordAudit(db, call, { action: "second_factor.failed", actorId: null, accountId, details });
    return fail("second_factor_refused");
  }
  const use = async (tx: Tx) => {
    if (!(await factor.use(tx))) fail("second_factor_refused");
  };
  return { method: factor.method, use };
}
