import { recordAudit } from "../../audit/index.ts";
import { type AuthenticationMethod, brokenUniqueness, type Db, transaction } from "../../database/index.ts";
import { notify } from "../credentials/index.ts";
import { deleteSession, startSession } from "../sessions/index.ts";
import type { CallbackCall, ProfileOutcome } from "./callback.ts";
import type { NewTransaction } from "./queries.ts";
import { insertIdentity, lockLinkingSession } from "./queries.ts";
import type { ProviderUser } from "./sign-in-or-sign-up.ts";

const methods: readonly AuthenticationMethod[] = ["pwd", "otp", "recovery", "passkey", "oauth"];

/** An identity to link, with the session that requested it. */
type Linking = Omit<ProviderUser, "begunAt"> & { readonly session: NonNullable<NewTransaction["session"]> };

async function linkInTransaction(db: Db, call: CallbackCall, { provider, profile, session: requestedBy }: Linking) {
  const viewer = await call.viewer();
  const sessionId = requestedBy.id;
  return transaction(db, async (tx): Promise<ProfileOutcome> => {
    const session = await lockLinkingSession(tx, sessionId, requestedBy.credentialVersion);
    if (session === undefined) return { error: "state_invalid" };
    const { account_id: accountId, kept_in: keptIn } = session;
    // The browser may be signed in to another account by now.
    const isPresented = viewer?.kind === "session" && viewer.sessionId === sessionId;
    if (keptIn === "cookie" && !isPresented) return { error: "state_invalid" };
    const { issuer, subject, email } = profile;
    await insertIdentity(tx, { issuer, subject, accountId, provider, email });
    await recordAudit(tx, call, { action: "identity.linked", actorId: accountId, accountId, details: { provider } });
    await notify(tx, accountId, "identity_linked");
    if (keptIn !== "cookie") return { token: null };
    await deleteSession(tx, accountId, sessionId);
    const methodsUsed = methods.filter((method) => method === "oauth" || session.methods.includes(method));
    return { token: await startSession(tx, { accountId, keptIn, userAgent: call.userAgent, methods: methodsUsed }) };
  });
}

/**
 * Links an identity to the account of the fresh session that requested it, in the same browser. A cookie session gets a
 * new token.
 */
export async function linkIdentity(db: Db, call: CallbackCall, linking: Linking): Promise<ProfileOutcome> {
  try {
    return await linkInTransaction(db, call, linking);
  } catch (error) {
    if (brokenUniqueness(error) === "identity_issuer_subject_key") return { error: "identity_taken" };
    throw error;
  }
}
