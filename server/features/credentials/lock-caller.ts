import type { Tx } from "../../database/index.ts";
import { standardError } from "../../procedures/index.ts";
import { type Caller, lockCallerForChange, lockCallerForDeletion } from "./queries.ts";

/**
 * Locks the account of the calling session until the transaction ends. The first step of every transaction that changes
 * how an account signs in: a request that was in flight when its session was revoked changes nothing.
 * @param lock `"deletion"` where the transaction deletes the account.
 * @throws {ApiError} 401 when the session or the credentials behind it are revoked.
 */
export async function lockCaller(tx: Tx, caller: Caller, lock: "change" | "deletion" = "change") {
  const account = await (lock === "deletion" ? lockCallerForDeletion : lockCallerForChange)(tx, caller);
  if (account === undefined) throw standardError("unauthorized");
  return account;
}
