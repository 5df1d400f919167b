import { timingSafeEqual } from "node:crypto";
import type { Db } from "../../database/index.ts";
import { type Assertion, type RelyingParty, verifyAssertion } from "../../providers/webauthn.ts";
import { endCeremony } from "./passkey-ceremony.ts";
import { findByCredential } from "./queries.ts";

/** A passkey assertion: the ceremony's secret and the browser's response. */
export interface PresentedPasskey {
  readonly ceremony: string;
  readonly credential: Assertion;
}

/** A passkey with a valid signature. It still has to be marked as used, which detects a replay. */
export interface CheckedPasskey {
  readonly id: string;
  readonly accountId: number;
  readonly counter: number;
  /** Start of its ceremony. */
  readonly begunAt: string;
}

/** Why a passkey was refused, for the audit log, and its account where known. */
export interface RefusedPasskey {
  readonly reason: "ceremony" | "unknown" | "unverified" | "counter";
  readonly accountId: number | null;
}

const bytesOf = (text: string) => Buffer.from(text, "base64url");

const isSame = (a: Uint8Array, b: Uint8Array) => a.length === b.length && timingSafeEqual(a, b);

/** Whether the signature counter increased (WebAuthn, section 6.1.1); passkeys without a counter stay at 0. */
const isAhead = (counter: number, before: number) => counter > before || (counter === 0 && before === 0);

/** Verifies a passkey; ends the ceremony in any case. */
export async function checkPasskey(
  db: Db,
  party: RelyingParty,
  { ceremony, credential }: PresentedPasskey,
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
