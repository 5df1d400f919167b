import type { AuditedCall } from "../../audit/index.ts";
import type { Db } from "../../database/index.ts";
import type { Viewer } from "../../procedures/index.ts";
import {
  type OAuth,
  OAuthFault,
  type OAuthFaultCode,
  type OAuthProfile,
  providerOf,
  providerTimeoutMs,
  redirectUriOf,
} from "../../providers/identity/index.ts";
import { hashSecret, matchesSecret } from "../sessions/index.ts";
import { linkIdentity } from "./link.ts";
import { checkedProfile } from "./profile.ts";
import { takeTransaction } from "./queries.ts";
import { proofsOf } from "./secrets.ts";
import { signIn } from "./sign-in.ts";

/** Why a sign-in by a provider ended without a session: the whole catalogue. */
export type SignInErrorCode =
  | OAuthFaultCode
  | "state_invalid"
  | "email_unverified"
  | "sign_in_to_link"
  | "account_suspended"
  | "identity_taken";

/** The browser's way back from a provider. */
export interface Callback {
  readonly provider: string;
  readonly state: string | undefined;
  readonly code: string | undefined;
  /** The provider's error code, if it sent one. */
  readonly error: string | undefined;
  /** RFC 9207. */
  readonly iss: string | undefined;
  /** What the cookie holds that the sign-in was begun with. */
  readonly secret: string | undefined;
}

/** How it ended, and where the browser goes now; nowhere when it is not known to have begun here. */
export interface CallbackOutcome {
  readonly location: string | null;
  readonly error: SignInErrorCode | null;
  /** For the log: our own words, with nothing of the provider's. */
  readonly reason: string | null;
  /** The new session's, for the cookie; `null` where there is none. */
  readonly token: string | null;
}

/** What is known of the request. */
export interface CallbackCall extends AuditedCall {
  readonly userAgent: string | null;
  readonly viewer: () => Promise<Viewer | null>;
}

/** How a verified profile is taken: a session, or the reason for none. */
export type Taken = { readonly token: string | null } | { readonly error: SignInErrorCode };

const maxStateLength = 128;
const maxCodeLength = 4096;

const refused = (error: SignInErrorCode, reason: string, returnTo?: string): CallbackOutcome => {
  if (returnTo === undefined) return { location: null, error, reason, token: null };
  const location = new URL(returnTo);
  location.searchParams.set("oauth_error", error);
  return { location: location.href, error, reason, token: null };
};

async function begun(db: Db, { state, secret, provider }: Callback) {
  if (state === undefined || state === "" || state.length > maxStateLength) return undefined;
  const taken = await takeTransaction(db, hashSecret(state));
  const isOurs = taken?.alive && taken.provider === provider;
  if (!isOurs || secret === undefined || !matchesSecret(secret, taken.cookie_hash)) return undefined;
  const { return_to: returnTo, session_id: id, credential_version: credentialVersion, begun_at: begunAt } = taken;
  const session = id === null ? null : { id, credentialVersion };
  return { returnTo, session, begunAt, ...proofsOf(secret, taken.salt) };
}

async function identify(
  oauth: OAuth,
  { provider: name, code, error, iss }: Callback,
  proofs: { readonly verifier: string; readonly nonce: string },
): Promise<OAuthProfile> {
  if (error !== undefined)
    throw error === "access_denied"
      ? new OAuthFault("access_denied", "the person said no")
      : new OAuthFault("provider_failed", "the provider answered an error");
  const provider = providerOf(oauth, name);
  if (provider === undefined) throw new OAuthFault("provider_failed", "the provider is not configured any more");
  if (code === undefined || code === "" || code.length > maxCodeLength)
    throw new OAuthFault("answer_invalid", "no code came");
  // One deadline for all requests, so that the whole ends within ten seconds.
  const signal = AbortSignal.timeout(providerTimeoutMs);
  return checkedProfile(
    await provider.identify({ ...proofs, code, iss, redirectUri: redirectUriOf(oauth, name) }, signal),
  );
}

/**
 * Finishes what `oauth.start` or `oauth.link` began, once: the state, the browser's cookie and what the provider says
 * must all fit. Never throws for what a browser or a provider sends.
 */
export async function finishSignIn(
  { db, oauth }: { readonly db: Db; readonly oauth: OAuth },
  call: CallbackCall,
  callback: Callback,
): Promise<CallbackOutcome> {
  const started = await begun(db, callback);
  if (started === undefined) return refused("state_invalid", "not begun here, or over");
  const { returnTo, session, begunAt } = started;
  try {
    const profile = await identify(oauth, callback, started);
    const { provider } = callback;
    const taken =
      session === null
        ? await signIn(db, call, { provider, profile, begunAt })
        : await linkIdentity(db, call, { provider, profile, session });
    if ("error" in taken) return refused(taken.error, "the account's rules", returnTo);
    return { location: returnTo, error: null, reason: null, token: taken.token };
  } catch (error) {
    if (!(error instanceof OAuthFault)) throw error;
    return refused(error.code, error.message, returnTo);
  }
}
