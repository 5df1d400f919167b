import { randomBytes } from "node:crypto";
import { passkeys } from "../../../shared/passkeys.ts";
import { recordAudit } from "../../audit/index.ts";
import { implement } from "../../procedures/index.ts";
import { creationOptions, requestOptions } from "../../providers/webauthn.ts";
import { lockCaller, notify } from "../credentials/index.ts";
import { beginCeremony, checkPasskey, dropIdleRecoveryCodes, hasSignInMethod, usePasskey } from "../factors/index.ts";
import { startSession } from "../sessions/index.ts";
import { finishEnrolment } from "./enrol.ts";
import { present } from "./present.ts";
import { deletePasskey, holdActiveAccount, listPasskeys, maxPasskeys, renamePasskey, userHandleOf } from "./queries.ts";

const userHandleBytes = 32;

export const passkeyHandlers = implement(passkeys, {
  list: async ({ db, viewer }) => ({ passkeys: (await listPasskeys(db, viewer.id)).map(present) }),

  beginEnrolment: ({ relyingParty, viewer, fail, write }) =>
    write(async (tx) => {
      const existing = await listPasskeys(tx, viewer.id);
      if (existing.length >= maxPasskeys) fail("too_many");
      const userHandle = await userHandleOf(tx, viewer.id, randomBytes(userHandleBytes));
      const { secret, challenge } = await beginCeremony(tx, {
        id: viewer.sessionId,
        credentialVersion: viewer.credentialVersion,
      });
      const ids = existing.map((row) => Buffer.from(row.credential_id).toString("base64url"));
      const owner = { userHandle, username: viewer.username, existing: ids };
      return { ceremony: secret, options: creationOptions(relyingParty, owner, challenge) };
    }),

  finishEnrolment,

  rename: ({ viewer, input, fail, write }) =>
    write(async (tx) => present((await renamePasskey(tx, viewer.id, input.id, input.name)) ?? fail("not_found"))),

  remove: ({ viewer, input, call, fail, write }) =>
    write(async (tx) => {
      await lockCaller(tx, viewer);
      if (!(await deletePasskey(tx, viewer.id, input.id))) fail("not_found");
      if (!(await hasSignInMethod(tx, viewer.id))) fail("last_way_in");
      await dropIdleRecoveryCodes(tx, viewer.id);
      const details = { passkeyId: input.id };
      await recordAudit(tx, call, { action: "passkey.removed", actorId: viewer.id, accountId: viewer.id, details });
      await notify(tx, viewer.id, "passkey_removed");
      return null;
    }),

  beginSignIn: ({ relyingParty, write }) =>
    write(async (tx) => {
      const { secret, challenge } = await beginCeremony(tx, null);
      return { ceremony: secret, options: requestOptions(relyingParty, challenge) };
    }),

  signIn: async ({ db, relyingParty, input, call, fail, write }) => {
    const inCookie = input.session === "cookie";
    if (inCookie) call.checkCookie();
    const details = { method: "passkey" };
    const passkey = await checkPasskey(db, relyingParty, input);
    if ("reason" in passkey) {
      const { accountId, reason } = passkey;
      const failure = { action: "sign_in.failed", actorId: null, accountId, details: { ...details, reason } } as const;
      await recordAudit(db, call, failure);
      return fail("passkey_refused");
    }
    let token = "";
    const written = await write(async (tx) => {
      const account = (await holdActiveAccount(tx, passkey)) ?? fail("passkey_refused");
      if (!(await usePasskey(tx, passkey.id, passkey.counter))) fail("passkey_refused");
      const { userAgent } = call;
      token = await startSession(tx, { accountId: account.id, keptIn: input.session, userAgent, methods: ["passkey"] });
      await recordAudit(tx, call, { action: "sign_in.succeeded", actorId: account.id, accountId: account.id, details });
      return { ...account, token: inCookie ? null : token };
    });
    if (inCookie) call.keepInCookie(token);
    return written;
  },
});
