import { apps as contracts } from "../../../shared/oauth-clients.ts";
import { recordAudit } from "../../audit/index.ts";
import { implement } from "../../procedures/index.ts";
import { notify } from "../credentials/index.ts";
import { deleteSession, findAppByToken, hashSecret, newTokenOf } from "../sessions/index.ts";
import { appOf, isRegistered, returnAddress } from "./policies.ts";
import { deleteExpiredCodes, insertCode } from "./queries.ts";
import { redeem } from "./redeem.ts";

export const appHandlers = implement(contracts, {
  approve: ({ apps, identityProviders, viewer, input, call, fail, write }) => {
    // An app's own token must not authorize another token family.
    if (call.credential?.keptIn !== "cookie") return fail("not_a_browser");
    const app = appOf(apps, input.clientId) ?? fail("unknown_app");
    if (!isRegistered(app, input.redirectUri)) return fail("redirect_uri_mismatch");
    return write(async (tx) => {
      const code = newTokenOf("dvc");
      await deleteExpiredCodes(tx);
      await insertCode(tx, {
        hash: hashSecret(code),
        sessionId: viewer.sessionId,
        appId: app.id,
        redirectUri: input.redirectUri,
        challenge: input.codeChallenge,
        credentialVersion: viewer.credentialVersion,
      });
      const details = { app: app.id };
      await recordAudit(tx, call, { action: "app.authorized", actorId: viewer.id, accountId: viewer.id, details });
      await notify(tx, viewer.id, "app_authorized");
      return {
        url: returnAddress(input.redirectUri, identityProviders.publicUrl.origin, { code, state: input.state }),
      };
    });
  },
  redeem: async ({ db, apps, input, call, fail, write }) => {
    if (appOf(apps, input.clientId) === undefined) return fail("unknown_app");
    const issue = (await redeem(db, call, input)) ?? fail("invalid_grant");
    return write(async (tx) => (await issue(tx)) ?? fail("invalid_grant"));
  },
  revoke: ({ apps, input, call, fail, write }) => {
    if (appOf(apps, input.clientId) === undefined) return fail("unknown_app");
    return write(async (tx) => {
      const found = await findAppByToken(tx, hashSecret(input.token), input.clientId);
      if (found === undefined) return null;
      const { id: sessionId, account_id: accountId } = found;
      await deleteSession(tx, accountId, sessionId);
      const details = { sessionId, app: input.clientId };
      await recordAudit(tx, call, { action: "app.revoked", actorId: accountId, accountId, details });
      return null;
    });
  },
});
