import { oauth as contracts } from "../../../shared/identity-providers.ts";
import { recordAudit } from "../../audit/index.ts";
import type { Tx } from "../../database/index.ts";
import { type Call, implement } from "../../procedures/index.ts";
import {
  IdentityProviderError,
  type IdentityProviders,
  listProviders,
  providerOf,
  providerTimeoutMs,
  redirectUriOf,
} from "../../providers/identity/index.ts";
import { lockCaller, notify } from "../credentials/index.ts";
import { hasSignInMethod } from "../factors/index.ts";
import { hashSecret } from "../sessions/index.ts";
import { landingOf } from "./policies.ts";
import {
  deleteExpiredTransactions,
  deleteIdentity,
  insertTransaction,
  listIdentities,
  type NewTransaction,
} from "./queries.ts";
import { newTransaction, proofsOf } from "./sign-in-secrets.ts";

/** Context for starting a sign-in, with its errors. */
interface SignInContext {
  readonly identityProviders: IdentityProviders;
  readonly call: Call;
  readonly input: { readonly provider: string; readonly returnTo?: string | undefined };
  readonly fail: (code: "no_provider" | "provider_unavailable") => never;
  readonly invalid: (field: "returnTo", message: string) => never;
}

/** Starts a sign-in. `save` runs within the transaction, `keep` after it. */
async function begin(
  { identityProviders, call, input, fail, invalid }: SignInContext,
  session: NewTransaction["session"],
) {
  const provider = providerOf(identityProviders, input.provider) ?? fail("no_provider");
  const returnTo =
    landingOf(identityProviders, input.returnTo) ?? invalid("returnTo", "must be a path, or one of our apps'");
  call.checkCookie();
  const { state, secret, salt } = newTransaction();
  const request = { state, ...proofsOf(secret, salt), redirectUri: redirectUriOf(identityProviders, input.provider) };
  const url = await provider
    .authorizationUrl(request, AbortSignal.timeout(providerTimeoutMs))
    .catch((error: unknown) => {
      if (error instanceof IdentityProviderError) return fail("provider_unavailable");
      throw error;
    });
  const save = async (tx: Tx) => {
    await deleteExpiredTransactions(tx);
    await insertTransaction(tx, {
      stateHash: hashSecret(state),
      cookieHash: hashSecret(secret),
      salt,
      provider: input.provider,
      returnTo,
      session,
    });
    return { url: url.href };
  };
  return { save, keep: () => call.keepSignInCookie(state, secret) };
}

export const oauthHandlers = implement(contracts, {
  providers: ({ identityProviders }) => ({ providers: [...listProviders(identityProviders)] }),

  start: async ({ write, ...context }) => {
    const { save, keep } = await begin(context, null);
    const written = await write(save);
    keep();
    return written;
  },

  link: async ({ write, viewer, ...context }) => {
    const { save, keep } = await begin(context, {
      id: viewer.sessionId,
      credentialVersion: viewer.credentialVersion,
    });
    const written = await write(save);
    keep();
    return written;
  },

  identities: async ({ db, viewer }) => ({
    identities: (await listIdentities(db, viewer.id)).map(({ id, provider, email, created_at: createdAt }) => ({
      id,
      provider,
      email,
      createdAt,
    })),
  }),

  unlink: ({ viewer, input, call, fail, write }) =>
    write(async (tx) => {
      await lockCaller(tx, viewer);
      const { provider } = (await deleteIdentity(tx, viewer.id, input.id)) ?? fail("not_found");
      if (!(await hasSignInMethod(tx, viewer.id))) fail("last_way_in");
      await recordAudit(tx, call, {
        action: "identity.unlinked",
        actorId: viewer.id,
        accountId: viewer.id,
        details: { provider },
      });
      await notify(tx, viewer.id, "identity_unlinked");
      return null;
    }),
});
