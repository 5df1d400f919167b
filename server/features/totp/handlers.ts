import { totp } from "../../../shared/totp.ts";
import { recordAudit } from "../../audit/index.ts";
import { implement } from "../../procedures/index.ts";
import { lockCaller, notify } from "../credentials/index.ts";
import {
  dropIdleRecoveryCodes,
  firstRecoveryCodes,
  newTotpSecret,
  openSecret,
  sealSecret,
  shownSecret,
  stepOfCode,
} from "../factors/index.ts";
import { renewSession } from "../sessions/index.ts";
import { beginTotp, confirmTotp, deleteTotp, findBegunTotp } from "./queries.ts";

export const totpHandlers = implement(totp, {
  begin: ({ seal, relyingParty, viewer, fail, write }) => {
    if (seal === null) return fail("no_encryption_key");
    const secret = newTotpSecret();
    return write(async (tx) => {
      if (!(await beginTotp(tx, viewer, sealSecret(seal, viewer.id, secret)))) fail("already_on");
      return shownSecret(secret, { issuer: relyingParty.name, username: viewer.username });
    });
  },

  confirm: async ({ db, seal, viewer, input, call, fail, write }) => {
    const inCookie = call.credential?.keptIn === "cookie";
    if (inCookie) call.checkCookie();
    const { sealed_secret: sealed } = (await findBegunTotp(db, viewer)) ?? fail("not_begun");
    const step = stepOfCode(openSecret(seal, viewer.id, sealed).secret, input.code) ?? fail("wrong_code");
    let token = "";
    const written = await write(async (tx) => {
      await lockCaller(tx, viewer);
      if (!(await confirmTotp(tx, viewer.id, sealed, step))) fail("not_begun");
      const recoveryCodes = await firstRecoveryCodes(tx, viewer.id);
      token = (await renewSession(tx, { sessionId: viewer.sessionId, methods: ["otp"] })) ?? fail("not_begun");
      await recordAudit(tx, call, { action: "otp.enabled", actorId: viewer.id, accountId: viewer.id });
      await notify(tx, viewer.id, "authenticator_added");
      return { recoveryCodes, token: inCookie ? null : token };
    });
    if (inCookie) call.keepInCookie(token);
    return written;
  },

  remove: ({ viewer, call, fail, write }) =>
    write(async (tx) => {
      await lockCaller(tx, viewer);
      if (!(await deleteTotp(tx, viewer.id))) fail("not_on");
      await dropIdleRecoveryCodes(tx, viewer.id);
      await recordAudit(tx, call, { action: "otp.disabled", actorId: viewer.id, accountId: viewer.id });
      await notify(tx, viewer.id, "authenticator_removed");
      return null;
    }),
});
