import type { Tx } from "../../database/index.ts";
import { standardError } from "../../procedures/index.ts";
import { type Asker, lockAsker, lockLeavingAsker } from "./queries.ts";

/**
 * Locks the account of the calling session until the transaction ends. The first step of every transaction that changes
 * how an account signs in: a request that was in flight when its session was revoked changes nothing.
 * @param lock `"deletion"` where the transaction deletes the account.
 * @throws {ApiError} 401 when the session or the credentials behind it are revoked.
 */
export async function holdAsker(tx: Tx, asker: Asker, lock: "change" | "deletion" = "change") {
  const account = await (lock === "deletion" ? lockLeavingAsker : lockAsker)(tx, asker);
  if (account === undefined) throw standardError("unauthorized");
  return account;
}
