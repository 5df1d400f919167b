import { randomBytes } from "node:crypto";
import { recordAudit } from "../../audit/index.ts";
import { brokenUniqueness, type Db, type Tx, transaction } from "../../database/index.ts";
import { append } from "../../events/index.ts";
import type { ProviderProfile } from "../../providers/identity/index.ts";
import { isEmailTaken, markVerified, revokeAllCredentials } from "../accounts/index.ts";
import { startSession } from "../sessions/index.ts";
import type { CallbackCall, Taken } from "./callback.ts";
import { usernameOf } from "./policies.ts";
import { insertIdentity, insertVerifiedAccount, lockByEmail, lockIdentity } from "./queries.ts";

/** A user authenticated by an identity provider. */
export interface Newcomer {
  readonly provider: string;
  readonly profile: ProviderProfile;
  /** Start of the sign-in. */
  readonly begunAt: string;
}

const maxAttempts = 5;
const endingBytes = 3;

/** An account; `registeredAs` is the user name of a new one. */
type Found = { readonly accountId: number; readonly registeredAs: string | undefined };

const unique = ["account_username_key", "account_email_key", "identity_issuer_subject_key"];

/** The account of an identity that has not signed in before. */
async function accountFor(tx: Tx, call: CallbackCall, { provider, profile }: Newcomer, ending: string | undefined) {
  const { issuer, subject, email, isEmailVerified } = profile;
  if (email === null || !isEmailVerified) return { error: "email_unverified" } as const;
  const account = await lockByEmail(tx, email);
  if (account !== undefined && account.email_verified_at !== null) return { error: "sign_in_to_link" } as const;
  if (account !== undefined && account.suspended_at !== null) return { error: "account_suspended" } as const;
  // Reserved: its former owner may restore it, see the way back of an owner in docs/SECURITY.md.
  if (account === undefined && (await isEmailTaken(tx, email))) return { error: "sign_in_to_link" } as const;
  if (account !== undefined) {
    // The account's creator never verified the address; the provider confirms that this user owns it.
    await revokeAllCredentials(tx, call, account.id);
    await markVerified(tx, account.id);
  }
  const username = usernameOf(profile.name ?? email, ending);
  const id = account?.id ?? (await insertVerifiedAccount(tx, username, email)).id;
  await insertIdentity(tx, { issuer, subject, accountId: id, provider, email });
  return { accountId: id, registeredAs: account === undefined ? username : undefined };
}

/** The account that the identity is linked to. */
async function linkedAccount(
  tx: Tx,
  { profile, begunAt }: Newcomer,
): Promise<Found | Exclude<Taken, Found> | undefined> {
  const known = await lockIdentity(tx, profile.issuer, profile.subject, begunAt);
  if (known === undefined) return undefined;
  if (known.stale) return { error: "state_invalid" };
  return known.suspended_at === null
    ? { accountId: known.account_id, registeredAs: undefined }
    : { error: "account_suspended" };
}

async function find(
  tx: Tx,
  call: CallbackCall,
  newcomer: Newcomer,
  ending: string | undefined,
): Promise<Found | Exclude<Taken, Found>> {
  const known = await linkedAccount(tx, newcomer);
  if (known !== undefined) return known;
  const found = await accountFor(tx, call, newcomer, ending);
  if (!("error" in found) || found.error !== "sign_in_to_link") return found;
  // A concurrent sign-in of the same user may have created the account between the two lookups.
  return (await linkedAccount(tx, newcomer)) ?? found;
}

async function attempt(db: Db, call: CallbackCall, newcomer: Newcomer, ending: string | undefined): Promise<Taken> {
  return transaction(db, async (tx) => {
    const found = await find(tx, call, newcomer, ending);
    if (!("accountId" in found)) return found;
    const { accountId, registeredAs } = found;
    const details = { method: "oauth", provider: newcomer.provider };
    if (registeredAs !== undefined) {
      await append(tx, "account.registered", { accountId, username: registeredAs });
      await recordAudit(tx, call, { action: "account.registered", actorId: accountId, accountId, details });
    }
    await recordAudit(tx, call, { action: "sign_in.succeeded", actorId: accountId, accountId, details });
    const { userAgent } = call;
    return { token: await startSession(tx, { accountId, keptIn: "cookie", userAgent, methods: ["oauth"] }) };
  });
}

/**
 * Signs in a user of an identity provider, with the linked account or a new one. An account with the same verified
 * address is not linked automatically: its owner must sign in and link it. An account with the same unverified address
 * is taken over, after all its credentials are revoked.
 */
export async function signIn(db: Db, call: CallbackCall, newcomer: Newcomer): Promise<Taken> {
  for (let tried = 1; ; tried++) {
    const ending = tried === 1 ? undefined : randomBytes(endingBytes).toString("hex");
    try {
      return await attempt(db, call, newcomer, ending);
    } catch (error) {
      // A user name was taken, or the same user signed in concurrently: a retry finds the account just created.
      if (!unique.includes(brokenUniqueness(error) ?? "") || tried === maxAttempts) throw error;
    }
  }
}
