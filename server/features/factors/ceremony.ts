import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Db, Tx } from "../../database/index.ts";
import { deleteExpiredCeremonies, insertCeremony, takeCeremony } from "./queries.ts";

const secretBytes = 32;

const hashOf = (secret: string) => createHash("sha256").update(secret).digest();

/** The challenge of a ceremony: kept nowhere, and of no use to who sees it without the secret. */
const challengeOf = (secret: string) => createHmac("sha256", secret).update("challenge").digest("base64url");

/** What a browser is asked to sign, and the secret that only who began holds. */
export interface Ceremony {
  readonly secret: string;
  readonly challenge: string;
}

/** Begins to make or use a passkey; with a session, one that only this session finishes. */
export async function beginCeremony(tx: Tx, sessionId: string | null): Promise<Ceremony> {
  const secret = randomBytes(secretBytes).toString("base64url");
  await deleteExpiredCeremonies(tx);
  await insertCeremony(tx, { hash: hashOf(secret), sessionId });
  return { secret, challenge: challengeOf(secret) };
}

/** Ends a ceremony, whatever comes of it. @returns its challenge, `undefined` when it was none, is over or was another's. */
export async function endCeremony(db: Db, secret: string, sessionId: string | null): Promise<string | undefined> {
  const taken = await takeCeremony(db, hashOf(secret));
  return taken?.alive && taken.session_id === sessionId ? challengeOf(secret) : undefined;
}
