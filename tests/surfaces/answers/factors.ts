import { codeOf, enrolOwner, type Owner, password } from "../../factors/owner.ts";
import { publicOrigin } from "../../support/app.ts";
import { type Authenticator, createAuthenticator } from "../../support/authenticator.ts";
import type { Call, Documented } from "./call.ts";

/**
 * Enables an authenticator app.
 * @returns its secret, and the session's new token.
 */
async function addApp(call: Call, token: string): Promise<{ readonly secret: string; readonly token: string }> {
  await call("factors.renewRecoveryCodes", 409, { token });
  await call("totp.confirm", 409, { token, body: { code: "000000" } });
  const { secret } = (await call("totp.begin", 200, { token })).body;
  await call("totp.confirm", 422, { token, body: { code: "000000" } });
  const confirmed = await call("totp.confirm", 200, { token, body: { code: codeOf(secret) } });
  await call("totp.begin", 409, { token: confirmed.body.token });
  return { secret, token: confirmed.body.token };
}

/**
 * Registers a passkey with an account that has another factor.
 * @returns its id, and the session's new token.
 */
async function addPasskey(call: Call, token: string, authenticator: Authenticator) {
  const { ceremony, options } = (await call("passkeys.beginEnrolment", 200, { token })).body;
  const body = { ceremony, credential: authenticator.create(options), name: "Phone" };
  const added = (await call("passkeys.finishEnrolment", 201, { token, body })).body;
  await call("passkeys.finishEnrolment", 422, { token: added.token, body });
  return { id: String(added.passkey.id), token: String(added.token) };
}

async function use(call: Call, authenticator: Authenticator) {
  const { ceremony, options } = (await call("passkeys.beginSignIn", 200)).body;
  return { ceremony, credential: authenticator.get(options) };
}

/** Signs in with each factor of an account. */
async function signIn(call: Call, { email }: Owner, secret: string, authenticator: Authenticator): Promise<void> {
  const user = { email, password };
  await call("accounts.login", 401, { body: { user } });
  await call("accounts.login", 200, { body: { user: { ...user, code: codeOf(secret, 1) } } });
  await call("accounts.login", 200, { body: { user: { ...user, passkey: await use(call, authenticator) } } });
  const shown = await use(call, authenticator);
  const { token } = (await call("passkeys.signIn", 200, { body: shown })).body.user;
  await call("passkeys.signIn", 401, { body: shown });
  await call("sessions.current", 200, { token });
  const passkey = await use(call, authenticator);
  await call("sessions.reauthenticate", 200, { token, body: { passkey } });
}

/** Enables, uses and removes second factors. */
export async function useSecondFactors({ app, call }: Documented): Promise<void> {
  const owner = await enrolOwner(app);
  const authenticator = createAuthenticator(publicOrigin);
  const { secret, token: withApp } = await addApp(call, owner.token);
  const { id, token } = await addPasskey(call, withApp, authenticator);
  await call("passkeys.list", 200, { token });
  await signIn(call, owner, secret, authenticator);
  await call("passkeys.list", 200, { token });
  await call("passkeys.rename", 200, { token, path: { id }, body: { name: "Old phone" } });
  await call("factors.list", 200, { token });
  await call("factors.renewRecoveryCodes", 200, { token });
  await call("passkeys.remove", 204, { token, path: { id } });
  await call("passkeys.rename", 404, { token, path: { id }, body: { name: "Phone" } });
  await call("passkeys.remove", 404, { token, path: { id } });
  await call("totp.remove", 204, { token });
  await call("totp.remove", 404, { token });
}
