import type { Tx } from "../../database/index.ts";
import { standardError } from "../../procedures/index.ts";
import { type Asker, lockAsker } from "./queries.ts";

/**
 * Holds the account of the session that asks until the transaction ends. First thing in every transaction that changes
 * how an account is entered: a request that was under way when its session was revoked changes nothing.
 * @throws {Fault} 401 when the session or the credentials it was opened by are no more.
 */
export async function holdAsker(tx: Tx, asker: Asker) {
  const account = await lockAsker(tx, asker);
  if (account === undefined) throw standardError("unauthorized");
  return account;
}
