import { randomUUID } from "node:crypto";
import type { passkeys } from "../../../shared/passkeys.ts";
import { recordAudit } from "../../audit/index.ts";
import { brokenUniqueness, type Tx } from "../../database/index.ts";
import type { Handler, HandlerContext } from "../../procedures/index.ts";
import { type NewPasskey, verifyRegistration } from "../../providers/webauthn.ts";
import { lockCaller, notify } from "../credentials/index.ts";
import { endCeremony, firstRecoveryCodes } from "../factors/index.ts";
import { renewSession } from "../sessions/index.ts";
import { present } from "./present.ts";
import { insertPasskey, listPasskeys, maxPasskeys } from "./queries.ts";

type Context = HandlerContext<typeof passkeys.finishEnrolment>;

async function storePasskey(tx: Tx, { viewer, input, call, fail }: Context, verified: NewPasskey) {
  await lockCaller(tx, viewer);
  if ((await listPasskeys(tx, viewer.id)).length >= maxPasskeys) fail("too_many");
  const { transports = [] } = input.credential.response;
  const row = await insertPasskey(tx, {
    ...verified,
    id: randomUUID(),
    accountId: viewer.id,
    transports,
    name: input.name,
  });
  const recoveryCodes = await firstRecoveryCodes(tx, viewer.id);
  const details = { passkeyId: row.id };
  await recordAudit(tx, call, { action: "passkey.added", actorId: viewer.id, accountId: viewer.id, details });
  await notify(tx, viewer.id, "passkey_added");
  return { passkey: present(row), recoveryCodes };
}

/** Registers a passkey that a browser created for the session that requested it. */
export const finishEnrolment: Handler<typeof passkeys.finishEnrolment> = async (context) => {
  const { db, relyingParty, viewer, input, call, fail, write } = context;
  const inCookie = call.credential?.keptIn === "cookie";
  if (inCookie) call.checkCookie();
  const session = { id: viewer.sessionId, credentialVersion: viewer.credentialVersion };
  const { challenge } = (await endCeremony(db, input.ceremony, session)) ?? fail("passkey_refused");
  const verified = (await verifyRegistration(relyingParty, input.credential, challenge)) ?? fail("passkey_refused");
  let token = "";
  try {
    const written = await write(async (tx) => {
      const added = await storePasskey(tx, context, verified);
      const renewal = { sessionId: viewer.sessionId, methods: ["passkey"] } as const;
      token = (await renewSession(tx, renewal)) ?? fail("passkey_refused");
      return { ...added, token: inCookie ? null : token };
    });
    if (inCookie) call.keepInCookie(token);
    return written;
  } catch (error) {
    if (brokenUniqueness(error) === "passkey_credential_id_key") fail("passkey_taken");
    throw error;
  }
};
