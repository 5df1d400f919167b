import { timingSafeEqual } from "node:crypto";
import type { Db } from "../../database/index.ts";
import { type Assertion, type RelyingParty, verifyAssertion } from "../../providers/webauthn.ts";
import { endCeremony } from "./ceremony.ts";
import { findByCredential } from "./queries.ts";

/** A passkey in use: what its ceremony began with, and what the browser answered. */
export interface ShownPasskey {
  readonly ceremony: string;
  readonly credential: Assertion;
}

/** A passkey whose signature is good. It still has to be marked as used, which tells whether it is the first. */
export interface CheckedPasskey {
  readonly id: string;
  readonly accountId: number;
  readonly counter: number;
  /** When its ceremony began. */
  readonly begunAt: string;
}

/** Why a passkey is not taken, for the audit log, and whose it is where that is known. */
export interface RefusedPasskey {
  readonly reason: "ceremony" | "unknown" | "unverified" | "counter";
  readonly accountId: number | null;
}

const bytesOf = (text: string) => Buffer.from(text, "base64url");

const isSame = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b);

/** Whether a counter went on (WebAuthn, section 6.1.1); passkeys that do not count stay at 0. */
const isAhead = (counter: number, before: number) => counter > before || (counter === 0 && before === 0);

/** Checks a passkey; the ceremony is over however it ends. */
export async function checkPasskey(
  db: Db,
  party: RelyingParty,
  { ceremony, credential }: ShownPasskey,
): Promise<CheckedPasskey | RefusedPasskey> {
  const ended = await endCeremony(db, ceremony, null);
  if (ended === undefined) return { reason: "ceremony", accountId: null };
  const { challenge, begunAt } = ended;
  const found = await findByCredential(db, bytesOf(credential.id));
  if (found === undefined) return { reason: "unknown", accountId: null };
  const { id, account_id: accountId, public_key: publicKey, user_handle: userHandle } = found;
  const counter = isSame(bytesOf(credential.response.userHandle ?? ""), userHandle)
    ? await verifyAssertion(party, credential, { challenge, publicKey })
    : undefined;
  if (counter === undefined) return { reason: "unverified", accountId };
  return isAhead(counter, found.counter) ? { id, accountId, counter, begunAt } : { reason: "counter", accountId };
}
