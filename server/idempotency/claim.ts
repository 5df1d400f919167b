import type { Tx } from "../database/index.ts";
import { claimKey, findKey, type KeyedCall, type KeyScope, storeResponse } from "./queries.ts";

/** Lifetime of a key: 24 hours. */
const keyLifetimeMs = 24 * 3_600_000;

/** State of a call's idempotency key. */
export type KeyState =
  /** First use: do the work, then {@link finish}. */
  | { readonly state: "new" }
  /** The work is done; `answer` is the stored response. */
  | { readonly state: "replay"; readonly answer: string }
  /** The key was used for another procedure or another input. */
  | { readonly state: "mismatch" }
  /** The first call with this key is still running. */
  | { readonly state: "running" };

const equalBytes = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/**
 * Claims an idempotency key, as the first step of the transaction that does the call's work. Never blocks on another
 * call. The claim lasts until the transaction ends; a rollback releases it, as if the key had never been used.
 * @throws {TypeError} outside a transaction.
 *
 * @example
 * transaction(db, async (tx) => {
 *   const key = await begin(tx, call);
 *   if (key.state === "replay") return key.answer;
 *   if (key.state !== "new") throw standardError(key.state === "running" ? "running" : "key_reused");
 *   const answer = JSON.stringify(await work(tx));
 *   await finish(tx, call, answer);
 *   return answer;
 * });
 */
export async function begin(tx: Tx, call: KeyedCall): Promise<KeyState> {
  if (!tx.isTransaction) throw new TypeError("begin() must run in the transaction of its call");
  const claim = await claimKey(tx, call, keyLifetimeMs);
  if (claim === "running") return { state: "running" };
  if (claim === "fresh") return { state: "new" };
  const used = await findKey(tx, call);
  // Expired and deleted in between: a retry finds the key unused.
  if (used === undefined) return { state: "running" };
  if (used.procedure !== call.procedure || !equalBytes(used.fingerprint, call.fingerprint))
    return { state: "mismatch" };
  if (used.answer === null)
    throw new TypeError(
      `${used.procedure} committed an idempotency key without a response: call finish() in its transaction`,
    );
  return { state: "replay", answer: used.answer };
}

/**
 * Stores the response, as the last step of the transaction of {@link begin}. The response must contain no secret: it is
 * stored in plain text.
 * @throws {TypeError} when the transaction does not hold the key; it must not be committed then.
 */
export async function finish(tx: Tx, scope: KeyScope, answer: string): Promise<void> {
  if ((await storeResponse(tx, scope, answer)) !== 1)
    throw new TypeError("finish() needs a key that begin() claimed in the same transaction");
}
