import { createHash, createHmac, randomBytes } from "node:crypto";
import type { Db, Tx } from "../../database/index.ts";
import { deleteExpiredCeremonies, insertCeremony, type NewCeremony, takeCeremony } from "./queries.ts";

const secretBytes = 32;

const hashOf = (secret: string) => createHash("sha256").update(secret).digest();

/** The challenge of a ceremony: derived, never stored, and useless without the secret. */
const challengeOf = (secret: string) => createHmac("sha256", secret).update("challenge").digest("base64url");

/** The challenge to sign, and the secret that only the initiator holds. */
export interface Ceremony {
  readonly secret: string;
  readonly challenge: string;
}

/** Starts a passkey registration or sign-in; with a session, only this session can finish it. */
export async function beginCeremony(tx: Tx, session: NewCeremony["session"]): Promise<Ceremony> {
  const secret = randomBytes(secretBytes).toString("base64url");
  await deleteExpiredCeremonies(tx);
  await insertCeremony(tx, { hash: hashOf(secret), session });
  return { secret, challenge: challengeOf(secret) };
}

/** A finished ceremony. */
export interface EndedCeremony {
  readonly challenge: string;
  readonly begunAt: string;
}

/**
 * Ends a ceremony in any case.
 * @returns `undefined` for an unknown or expired one, one of another session, or one started under other credentials.
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
