import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Db, Tx } from "../../database/index.ts";
import { deleteExpiredCeremonies, insertCeremony, type NewCeremony, takeCeremony } from "./queries.ts";

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
export async function beginCeremony(tx: Tx, session: NewCeremony["session"]): Promise<Ceremony> {
  const secret = randomBytes(secretBytes).toString("base64url");
  await deleteExpiredCeremonies(tx);
  await insertCeremony(tx, { hash: hashOf(secret), session });
  return { secret, challenge: challengeOf(secret) };
}

/** A ceremony that has ended in good order. */
export interface EndedCeremony {
  readonly challenge: string;
  readonly begunAt: string;
}

/**
 * Ends a ceremony, whatever comes of it. @returns `undefined` when it was none, is over, was another's or was begun under
 * other credentials.
 */
export async function endCeremony(
  db: Db,
  secret: string,
  session: NewCeremony["session"],
): Promise<EndedCeremony | undefined> {
  const taken = await takeCeremony(db, hashOf(secret));
  if (!taken?.alive || taken.session_id !== (session?.id ?? null)) return undefined;
  if (session !== null && taken.credential_version !== session.credentialVersion) return undefined;
  return { challenge: challengeOf(secret), begunAt: taken.begun_at };
}
