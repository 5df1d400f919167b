import { passwords as contracts } from "../../../shared/passwords.ts";
import { recordAudit } from "../../audit/index.ts";
import { enqueue } from "../../jobs/index.ts";
import { implement, standardError } from "../../procedures/index.ts";
import {
  isRefusedPassword,
  isSameAddress,
  markVerified,
  removeRecentSignInMethods,
  revokeAllCredentials,
  updateAccount,
} from "../accounts/index.ts";
import { lockCaller, notify, revoke } from "../credentials/index.ts";
import { findOwner, useLink } from "../email-verification/index.ts";
import { findPasswordHash, rotateSession } from "../sessions/index.ts";

export const passwordHandlers = implement(contracts, {
  // No account lookup here, so that neither response nor timing reveals whether an account exists.
  requestReset: async ({ sendsMail, input, call, fail, write }) => {
    if (!sendsMail) fail("no_mail");
    return write(async (tx) => {
      const { address, requestId } = call;
      await enqueue(tx, "mail.password_reset", { email: input.email, address, requestId });
      return null;
    });
  },

  reset: async ({ db, passwords, passwordPolicy, input, call, fail, write }) => {
    if ((await findOwner(db, "reset", input.token)) === undefined) fail("link_refused");
    if (isRefusedPassword(passwordPolicy, input.password)) fail("password_common");
    const passwordHash = await passwords.hash(input.password);
    return write(async (tx) => {
      const { owner, email } = (await useLink(tx, "reset", input.token)) ?? fail("link_refused");
      if (!isSameAddress(owner.email, email)) fail("link_refused");
      // The reader of the mailbox owns the address; the creator of an unverified account may be another person.
      if (owner.email_verified_at === null) await revokeAllCredentials(tx, call, owner.id);
      else await revoke(tx, owner.id, "all");
      if (input.removeRecent) await removeRecentSignInMethods(tx, call, { accountId: owner.id, withPassword: false });
      await updateAccount(tx, owner.id, { passwordHash });
      await markVerified(tx, owner.id);
      await notify(tx, owner.id, "password_reset");
      await recordAudit(tx, call, { action: "password.reset", actorId: owner.id, accountId: owner.id });
      return null;
    });
  },

  change: async ({ db, passwords, passwordPolicy, viewer, input, call, fail, write }) => {
    const { currentPassword } = input;
    if (currentPassword === undefined && !viewer.isFresh) throw standardError("reauth_required");
    if (isRefusedPassword(passwordPolicy, input.password)) fail("password_common");
    const inCookie = call.credential?.keptIn === "cookie";
    if (inCookie) call.checkCookie();
    const { id, sessionId } = viewer;
    const hash = currentPassword === undefined ? null : await findPasswordHash(db, id);
    if (currentPassword !== undefined && !(await passwords.verify(currentPassword, hash))) fail("credentials");
    const passwordHash = await passwords.hash(input.password);
    let token = "";
    const written = await write(async (tx) => {
      await lockCaller(tx, viewer);
      await updateAccount(tx, id, { passwordHash });
      await revoke(tx, id, { allBut: sessionId });
      // Not fresher than before: with a second factor, the password alone proves nothing.
      const rotated = await rotateSession(tx, sessionId);
      if (rotated === undefined) throw standardError("unauthorized");
      token = rotated;
      await notify(tx, id, "password_changed");
      await recordAudit(tx, call, { action: "password.changed", actorId: id, accountId: id });
      return { token: inCookie ? null : token };
    });
    if (inCookie) call.keepInCookie(token);
    return written;
  },
});
