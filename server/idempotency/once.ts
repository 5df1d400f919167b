import type { Tx } from "../database/index.ts";
import { claimKey, findKey, type KeyedCall, type KeyScope, storeAnswer } from "./queries.ts";

/** How long a key is remembered. */
const keyLifetimeMs = 24 * 3_600_000;

/** What a key says about the call that carries it. */
export type KeyState =
  /** Not seen before: do the work, then {@link finish}. */
  | { readonly state: "new" }
  /** The work is done; this was answered. */
  | { readonly state: "replay"; readonly answer: string }
  /** The key was used for another procedure or another input. */
  | { readonly state: "mismatch" }
  /** The first call with this key has not ended yet. */
  | { readonly state: "running" };

const equalBytes = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/**
 * Asks for a key, first thing in the transaction that does the call's work. Never waits for another call. The key is
 * the caller's until the transaction ends; rolled back, for a refusal or a lost connection, it was never used.
 * @throws {TypeError} outside a transaction.
 *
 * @example
 * transaction(db, async (tx) => {
 *   const key = await begin(tx, call);
 *   if (key.state === "replay") return key.answer;
 *   if (key.state !== "new") throw standardFault(key.state === "running" ? "running" : "key_reused");
 *   const answer = JSON.stringify(await work(tx));
 *   await finish(tx, call, answer);
 *   return answer;
 * });
 */
export async function begin(tx: Tx, call: KeyedCall): Promise<KeyState> {
  if (!tx.isTransaction) throw new TypeError("a key belongs into the transaction of its call");
  const claim = await claimKey(tx, call, keyLifetimeMs);
  if (claim === "running") return { state: "running" };
  if (claim === "fresh") return { state: "new" };
  const used = await findKey(tx, call);
  // Deleted since, as its time was over: the next try finds it unused.
  if (used === undefined) return { state: "running" };
  if (used.procedure !== call.procedure || !equalBytes(used.fingerprint, call.fingerprint))
    return { state: "mismatch" };
  if (used.answer === null) throw new TypeError(`${used.procedure} was committed with a key and without an answer`);
  return { state: "replay", answer: used.answer };
}

/**
 * Keeps what is answered, last thing in the transaction that {@link begin} was called in. The answer must hold no
 * secret: it is kept as it is.
 * @throws {TypeError} when the key is not the caller's; the transaction must not be committed then.
 */
export async function finish(tx: Tx, scope: KeyScope, answer: string): Promise<void> {
  if ((await storeAnswer(tx, scope, answer)) !== 1) throw new TypeError("finish() needs a begin() that answered new");
}
