import type { sessions } from "../../../shared/sessions.ts";
import { recordAudit } from "../../audit/index.ts";
import type { AuthenticationMethod } from "../../database/index.ts";
import type { Handler, HandlerContext } from "../../procedures/index.ts";
import { lockCaller } from "../credentials/index.ts";
import { requireSecondFactor } from "../factors/index.ts";
import { findPasswordHash } from "./queries.ts";
import { renewSession } from "./renew.ts";

type Context = HandlerContext<typeof sessions.reauthenticate>;

/**
 * Verifies all presented credentials: a password with the second factor where the account has one, a passkey alone, or
 * a code alone where there is no password.
 * @returns the methods that were used, and the second factor.
 */
async function verifyCredentials(context: Context) {
  const { db, passwords, viewer, input, fail } = context;
  const hash = await findPasswordHash(db, viewer.id);
  if (input.password !== undefined) {
    if (!(await passwords.verify(input.password, hash)) || hash === null) return fail("credentials");
    return { isByPassword: true, factor: await requireSecondFactor({ ...context, accountId: viewer.id }, input) };
  }
  const isEnough = input.passkey !== undefined || (hash === null && input.code !== undefined);
  const factor = isEnough ? await requireSecondFactor({ ...context, accountId: viewer.id }, input) : null;
  return { isByPassword: false, factor: factor ?? fail("credentials") };
}

/** Makes the session fresh for a user who authenticates again. */
export const reauthenticate: Handler<typeof sessions.reauthenticate> = async (context) => {
  const { viewer, call, fail, write } = context;
  const inCookie = call.credential?.keptIn === "cookie";
  if (inCookie) call.checkCookie();
  const { isByPassword, factor } = await verifyCredentials(context);
  const methods: AuthenticationMethod[] = [];
  if (isByPassword) methods.push("pwd");
  if (factor !== null) methods.push(factor.method);
  let token = "";
  const written = await write(async (tx) => {
    // The verified credential may have been replaced meanwhile: then it proves nothing.
    await lockCaller(tx, viewer);
    await factor?.use(tx);
    token = (await renewSession(tx, { sessionId: viewer.sessionId, methods })) ?? fail("credentials");
    await recordAudit(tx, call, {
      action: "session.reauthenticated",
      actorId: viewer.id,
      accountId: viewer.id,
      details: { sessionId: viewer.sessionId, method: methods.join(" ") },
    });
    return { token: inCookie ? null : token };
  });
  if (inCookie) call.keepInCookie(token);
  return written;
};
