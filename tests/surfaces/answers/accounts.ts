import { openMail, type TestMail, tokenIn, undoIn } from "../../support/mail.ts";
import type { Call, Documented } from "./call.ts";

const person = { username: "lovelace", email: "lovelace@example.com", password: "a fine password" };
const fresh = "lovelace@example.org";

/** Returns the link of the mail to an address. */
const linkTo = async (mail: TestMail, address: string) =>
  tokenIn((await mail.deliver()).find(({ to }) => to === address));

/**
 * Verifies an address and replaces it.
 * @returns the session's last token.
 */
async function changeAddress(call: Call, mail: TestMail, registered: string): Promise<string> {
  await mail.deliver();
  await call("emails.requestVerification", 202, { token: registered });
  const body = { token: await linkTo(mail, person.email) };
  const { token } = (await call("emails.verify", 200, { token: registered, body })).body;
  await call("emails.verify", 410, { body });
  await call("emails.change", 202, { token, body: { email: fresh } });
  const change = { token: await linkTo(mail, fresh) };
  const renewed = (await call("emails.confirmChange", 200, { token, body: change })).body.token;
  await call("emails.confirmChange", 410, { body: change });
  return renewed;
}

/**
 * Changes a password, resets it and sets another by a link.
 * @returns the last password.
 */
async function changePassword(call: Call, mail: TestMail, token: string): Promise<string> {
  const chosen = { currentPassword: person.password, password: "another password" };
  await call("passwords.change", 401, { token, body: { ...chosen, currentPassword: "a wrong password" } });
  await call("passwords.change", 200, { token, body: chosen });
  await mail.deliver();
  await call("passwords.requestReset", 202, { body: { email: fresh } });
  const body = { token: await linkTo(mail, fresh), password: "a third password" };
  await call("passwords.reset", 204, { body });
  await call("passwords.reset", 410, { body });
  return body.password;
}

/**
 * Undoes an API key that the owner did not create, by the link of the notice, which removes every recent credential.
 * @returns the new email address and password.
 */
async function undoKey(call: Call, mail: TestMail, user: { readonly email: string; readonly password: string }) {
  const { token } = (await call("accounts.login", 200, { body: { user } })).body.user;
  await mail.deliver();
  await call("apiKeys.create", 201, { token, body: { name: "Import", scopes: ["feed:read"] } });
  const notice = (await mail.deliver()).find(({ to }) => to === user.email);
  const { email, resetToken } = (await call("emails.undo", 200, { body: { token: undoIn(notice) } })).body;
  const password = "a fourth password";
  await call("passwords.reset", 204, { body: { token: resetToken, password } });
  return { email, password };
}

/** The life of an account from sign-up to deletion. */
export async function comeAndGo({ app, call }: Documented): Promise<void> {
  const mail = openMail(app);
  const registered = (await call("accounts.register", 201, { body: { user: person } })).body.user.token;
  await call("accounts.current", 200, { token: registered });
  await call("accounts.update", 200, { token: registered, body: { user: { bio: "Joiner.", image: null } } });
  const password = await changePassword(call, mail, await changeAddress(call, mail, registered));

  const user = await undoKey(call, mail, { email: fresh, password });
  await call("accounts.login", 200, { body: { user: { ...user, session: "cookie" } } });
  const { token } = (await call("accounts.login", 200, { body: { user } })).body.user;
  await call("accounts.export", 200, { token });
  await call("accounts.delete", 403, { token, path: { username: "somebody" } });
  await call("accounts.delete", 204, { token, path: { username: person.username } });
}
