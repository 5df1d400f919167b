import type { AuditedCall } from "../../audit/index.ts";
import type { Db } from "../../database/index.ts";
import type { Viewer } from "../../procedures/index.ts";
import {
  IdentityProviderError,
  type IdentityProviderErrorCode,
  type IdentityProviders,
  type ProviderProfile,
  providerOf,
  providerTimeoutMs,
  redirectUriOf,
} from "../../providers/identity/index.ts";
import { hashSecret, matchesSecret } from "../sessions/index.ts";
import { linkIdentity } from "./link-identity.ts";
import { checkedProfile } from "./profile.ts";
import { takeTransaction } from "./queries.ts";
import { signIn } from "./sign-in-or-sign-up.ts";
import { proofsOf } from "./sign-in-secrets.ts";

/** Reasons why a sign-in through an identity provider ended without a session: the full catalogue. */
export type SignInErrorCode =
  | IdentityProviderErrorCode
  | "state_invalid"
  | "email_unverified"
  | "sign_in_to_link"
  | "account_suspended"
  | "identity_taken";

/** Parameters of an identity provider's callback. */
export interface Callback {
  readonly provider: string;
  readonly state: string | undefined;
  readonly code: string | undefined;
  /** The provider's error code, if any. */
  readonly error: string | undefined;
  /** Issuer (RFC 9207). */
  readonly iss: string | undefined;
  /** The secret in the cookie of this sign-in. */
  readonly secret: string | undefined;
}

/** Result of a callback, with the redirect target; `null` when the sign-in is unknown. */
export interface CallbackOutcome {
  readonly location: string | null;
  readonly error: SignInErrorCode | null;
  /** Reason for the log: a fixed text, with no data from the provider. */
  readonly reason: string | null;
  /** The new session's token, for the cookie; `null` without a session. */
  readonly token: string | null;
}

/** The HTTP request of a callback. */
export interface CallbackCall extends AuditedCall {
  readonly userAgent: string | null;
  readonly viewer: () => Promise<Viewer | null>;
}

/** Result of processing a verified profile: a session token, or an error. */
export type ProfileOutcome = { readonly token: string | null } | { readonly error: SignInErrorCode };

const maxStateLength = 128;
const maxCodeLength = 4096;

const refused = (error: SignInErrorCode, reason: string, returnTo?: string): CallbackOutcome => {
  if (returnTo === undefined) return { location: null, error, reason, token: null };
  const location = new URL(returnTo);
  location.searchParams.set("oauth_error", error);
  return { location: location.href, error, reason, token: null };
};

/** Takes the started sign-in that this state and cookie belong to; `undefined` if there is none, or it has expired. */
async function takeSignIn(db: Db, { state, secret, provider }: Callback) {
  if (state === undefined || state === "" || state.length > maxStateLength) return undefined;
  const taken = await takeTransaction(db, hashSecret(state));
  const isAwaited = taken?.alive && taken.provider === provider;
  if (!isAwaited || secret === undefined || !matchesSecret(secret, taken.cookie_hash)) return undefined;
  const { return_to: returnTo, session_id: id, credential_version: credentialVersion, begun_at: begunAt } = taken;
  const session = id === null ? null : { id, credentialVersion };
  return { returnTo, session, begunAt, ...proofsOf(secret, taken.salt) };
}

/** Redeems the callback's code. @throws {IdentityProviderError} also for the provider's error and a missing code. */
async function identify(
  identityProviders: IdentityProviders,
  { provider: name, code, error, iss }: Callback,
  proofs: { readonly verifier: string; readonly nonce: string },
): Promise<ProviderProfile> {
  if (error !== undefined)
    throw error === "access_denied"
      ? new IdentityProviderError("access_denied", "the user denied access")
      : new IdentityProviderError("provider_failed", "the provider returned an error");
  const provider = providerOf(identityProviders, name);
  if (provider === undefined)
    throw new IdentityProviderError("provider_failed", "the provider is no longer configured");
  if (code === undefined || code === "" || code.length > maxCodeLength)
    throw new IdentityProviderError("answer_invalid", "the callback has no code");
  // One deadline for all requests to the provider, so that the whole sign-in ends within ten seconds.
  const signal = AbortSignal.timeout(providerTimeoutMs);
  return checkedProfile(
    await provider.identify({ ...proofs, code, iss, redirectUri: redirectUriOf(identityProviders, name) }, signal),
  );
}

/**
 * Finishes a sign-in of `oauth.start` or `oauth.link`, once. State, cookie and the provider's response must all match.
 * Never throws for invalid data from browser or provider.
 */
export async function finishSignIn(
  { db, identityProviders }: { readonly db: Db; readonly identityProviders: IdentityProviders },
  call: CallbackCall,
  callback: Callback,
): Promise<CallbackOutcome> {
  const signInState = await takeSignIn(db, callback);
  if (signInState === undefined) return refused("state_invalid", "not begun here, or over");
  const { returnTo, session, begunAt } = signInState;
  try {
    const profile = await identify(identityProviders, callback, signInState);
    const { provider } = callback;
    const taken =
      session === null
        ? await signIn(db, call, { provider, profile, begunAt })
        : await linkIdentity(db, call, { provider, profile, session });
    if ("error" in taken) return refused(taken.error, "the account's rules", returnTo);
    return { location: returnTo, error: null, reason: null, token: taken.token };
  } catch (error) {
    if (!(error instanceof IdentityProviderError)) throw error;
    return refused(error.code, error.message, returnTo);
  }
}
