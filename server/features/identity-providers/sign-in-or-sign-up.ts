import { randomBytes } from "node:crypto";
import { recordAudit } from "../../audit/index.ts";
import { brokenUniqueness, type Db, type Tx, transaction } from "../../database/index.ts";
import { append } from "../../events/index.ts";
import type { ProviderProfile } from "../../providers/identity/index.ts";
import { isEmailTaken, markVerified, revokeAllCredentials } from "../accounts/index.ts";
import { startSession } from "../sessions/index.ts";
import type { CallbackCall, ProfileOutcome } from "./callback.ts";
import { usernameOf } from "./policies.ts";
import { insertIdentity, insertVerifiedAccount, lockByEmail, lockIdentity } from "./queries.ts";

/** A user authenticated by an identity provider. */
export interface ProviderUser {
  readonly provider: string;
  readonly profile: ProviderProfile;
  /** Start of the sign-in, an ISO time. */
  readonly begunAt: string;
}

const maxAttempts = 5;
const usernameSuffixBytes = 3;

/** An account; `registeredAs` is the user name of a new one. */
type Found = { readonly accountId: number; readonly registeredAs: string | undefined };

/** Unique constraints that a concurrent sign-in, or a taken user name, breaks: the sign-in is tried again. */
const retriedConstraints = ["account_username_key", "account_email_key", "identity_issuer_subject_key"];

/** Links a new identity to a new account, or to the account that holds its address unverified. */
async function createOrTakeOverAccount(
  tx: Tx,
  call: CallbackCall,
  { provider, profile }: ProviderUser,
  usernameSuffix: string | undefined,
) {
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
  const username = usernameOf(profile.name ?? email, usernameSuffix);
  const id = account?.id ?? (await insertVerifiedAccount(tx, username, email)).id;
  await insertIdentity(tx, { issuer, subject, accountId: id, provider, email });
  return { accountId: id, registeredAs: account === undefined ? username : undefined };
}

/** The account that the identity is linked to. */
async function linkedAccount(
  tx: Tx,
  { profile, begunAt }: ProviderUser,
): Promise<Found | Exclude<ProfileOutcome, Found> | undefined> {
  const known = await lockIdentity(tx, profile.issuer, profile.subject, begunAt);
  if (known === undefined) return undefined;
  if (known.stale) return { error: "state_invalid" };
  return known.suspended_at === null
    ? { accountId: known.account_id, registeredAs: undefined }
    : { error: "account_suspended" };
}

/** The account that the user signs in to; an error where they may not. */
async function findOrCreateAccount(
  tx: Tx,
  call: CallbackCall,
  user: ProviderUser,
  usernameSuffix: string | undefined,
): Promise<Found | Exclude<ProfileOutcome, Found>> {
  const known = await linkedAccount(tx, user);
  if (known !== undefined) return known;
  const found = await createOrTakeOverAccount(tx, call, user, usernameSuffix);
  if (!("error" in found) || found.error !== "sign_in_to_link") return found;
  // A concurrent sign-in of the same user may have created the account between the two lookups.
  return (await linkedAccount(tx, user)) ?? found;
}

async function trySignIn(
  db: Db,
  call: CallbackCall,
  user: ProviderUser,
  usernameSuffix: string | undefined,
): Promise<ProfileOutcome> {
  return transaction(db, async (tx) => {
    const found = await findOrCreateAccount(tx, call, user, usernameSuffix);
    if (!("accountId" in found)) return found;
    const { accountId, registeredAs } = found;
    const details = { method: "oauth", provider: user.provider };
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
export async function signIn(db: Db, call: CallbackCall, user: ProviderUser): Promise<ProfileOutcome> {
  for (let attempt = 1; ; attempt++) {
    const usernameSuffix = attempt === 1 ? undefined : randomBytes(usernameSuffixBytes).toString("hex");
    try {
      return await trySignIn(db, call, user, usernameSuffix);
    } catch (error) {
      // A retry takes another user name, or finds the account that a concurrent sign-in has just created.
      if (!retriedConstraints.includes(brokenUniqueness(error) ?? "") || attempt === maxAttempts) throw error;
    }
  }
}
