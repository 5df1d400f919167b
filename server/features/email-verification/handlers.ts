import { emails } from "../../../shared/emails.ts";
import { recordAudit } from "../../audit/index.ts";
import { brokenUniqueness } from "../../database/index.ts";
import { enqueue } from "../../jobs/index.ts";
import { type Call, implement, type Viewer } from "../../procedures/index.ts";
import {
  isEmailTaken,
  isSameAddress,
  markVerified,
  requestEmailChange,
  revokeAllCredentials,
} from "../accounts/index.ts";
import { lockCaller, revoke } from "../credentials/index.ts";
import { findPasswordHash, rotateSession } from "../sessions/index.ts";
import { findOwner, mintLink, useLink } from "./links.ts";
import { replaceEmail } from "./queries.ts";
import { undo } from "./undo.ts";

/** The session that uses a link, if any; an API key does not show that a user is present. */
function sessionOf(viewer: Viewer | null, call: Call) {
  if (viewer?.kind !== "session") return null;
  const inCookie = call.credential?.keptIn === "cookie";
  if (inCookie) call.checkCookie();
  return { id: viewer.sessionId, accountId: viewer.id, inCookie };
}

export const emailHandlers = implement(emails, {
  requestVerification: async ({ viewer, sendsMail, fail, write }) => {
    if (!sendsMail) fail("no_mail");
    return write(async (tx) => {
      await enqueue(tx, "mail.verification", {
        accountId: viewer.id,
        credentialVersion: viewer.credentialVersion,
      });
      return null;
    });
  },

  verify: async ({ db, passwords, viewer, input, call, fail, write }) => {
    const session = sessionOf(viewer, call);
    const ownerId = (await findOwner(db, "verification", input.token)) ?? fail("link_refused");
    const hash = input.password === undefined ? null : await findPasswordHash(db, ownerId);
    if (input.password !== undefined && !(await passwords.verify(input.password, hash))) fail("credentials");
    let token: string | undefined;
    const written = await write(async (tx) => {
      const { owner, email } = (await useLink(tx, "verification", input.token)) ?? fail("link_refused");
      if (!isSameAddress(owner.email, email)) fail("link_refused");
      if (session !== null && session.accountId !== owner.id) fail("other_account");
      const isKept = session !== null || hash !== null || owner.email_verified_at !== null;
      const dropped = isKept ? undefined : await revokeAllCredentials(tx, call, owner.id);
      await markVerified(tx, owner.id);
      await recordAudit(tx, call, {
        action: "email.verified",
        actorId: owner.id,
        accountId: owner.id,
        details: { kept: isKept },
      });
      token = session === null ? undefined : await rotateSession(tx, session.id);
      const resetToken = dropped
        ? await mintLink(tx, { ...dropped, accountId: owner.id, purpose: "reset", email })
        : null;
      return { email: owner.email, token: session?.inCookie ? null : (token ?? null), resetToken };
    });
    if (session?.inCookie && token !== undefined) call.keepInCookie(token);
    return written;
  },

  change: async ({ viewer, sendsMail, input, call, fail, write }) => {
    if (!sendsMail) fail("no_mail");
    return write(async (tx) => {
      const own = await lockCaller(tx, viewer);
      if (await isEmailTaken(tx, input.email, own.id)) fail("email_taken");
      const { credentialVersion } = viewer;
      await requestEmailChange(tx, call, { ...own, credentialVersion }, input.email);
      return null;
    });
  },

  confirmChange: async ({ viewer, input, call, fail, write }) => {
    const session = sessionOf(viewer, call);
    let token: string | undefined;
    const confirm = () =>
      write(async (tx) => {
        const { owner, email } = (await useLink(tx, "change", input.token)) ?? fail("link_refused");
        await revoke(tx, owner.id, "none");
        await replaceEmail(tx, owner.id, email);
        const to = { email: owner.email, username: owner.username };
        await enqueue(tx, "mail.notice", { accountId: owner.id, to, about: "email_changed" });
        await recordAudit(tx, call, { action: "email.changed", actorId: owner.id, accountId: owner.id });
        const isOwn = session !== null && session.accountId === owner.id;
        token = isOwn ? await rotateSession(tx, session.id) : undefined;
        return { email, token: session?.inCookie ? null : (token ?? null) };
      });
    try {
      const written = await confirm();
      if (session?.inCookie && token !== undefined) call.keepInCookie(token);
      return written;
    } catch (error) {
      if (brokenUniqueness(error) === "account_email_key") fail("email_taken");
      throw error;
    }
  },

  undo,
});
