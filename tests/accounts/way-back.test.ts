import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startSession } from "../../server/features/sessions/index.ts";
import {
  addPasskey,
  assertion,
  auditOf,
  enableTotp,
  encryptionKeys,
  enrolOwner,
  logIn,
  type Owner,
  password,
} from "../factors/owner.ts";
import { createClock } from "../kit/clock.ts";
import { begin, letIn, registered } from "../native/app-client.ts";
import { begin as beginProvider, callbackPath, returnFromProvider, sessionIn } from "../oauth/journey.ts";
import { json, type ScriptedProvider, startScriptedProvider } from "../oauth/scripted-provider.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openMail, type TestMail, tokenIn, undoIn } from "../support/mail.ts";

let app: TestApp;
let provider: ScriptedProvider;
let mail: TestMail;
let ada: Owner;
beforeAll(async () => {
  provider = await startScriptedProvider();
  const environment = { ...provider.environment, NATIVE_APPS: registered, ENCRYPTION_KEYS: encryptionKeys.current };
  app = await startTestApp(environment);
  mail = openMail(app);
});
afterAll(async () => {
  await app.stop();
  await provider.stop();
});
beforeEach(async () => {
  await mail.deliver();
  ada = await enrolOwner(app);
  await app.database.db
    .updateTable("account")
    .set({ email_verified_at: sql`now()` })
    .where("id", "=", ada.id)
    .execute();
});

const another = "another fine password";
const sessionOf = (keptIn: "token" | "cookie") =>
  startSession(app.database.db, { accountId: ada.id, keptIn, userAgent: null, methods: ["pwd"] });
const statusOf = async (token: string) => (await app.rest("GET", "/user", { token })).status;
const logInWith = (secret: string, email = ada.email) =>
  app.rest("POST", "/users/login", { body: { user: { email, password: secret } } });
const makeKey = async (token: string) =>
  (await app.rest("POST", "/api-keys", { token, body: { name: "k", scopes: ["feed:read"] } })).body.key;
const undo = (link: string) => app.rest("POST", "/emails/undos", { body: { token: link } });
const reset = (link: string, more: object = {}) =>
  app.rest("POST", "/passwords/resets", { body: { token: link, password: another, ...more } });
const linkTo = async (address: string) =>
  tokenIn((await mail.deliver()).find(({ to, text }) => to === address && text.includes("#token=")));
async function resetLink(): Promise<string> {
  await mail.deliver();
  await app.rest("POST", "/passwords/reset-requests", { body: { email: ada.email } });
  return linkTo(ada.email);
}

async function linkProvider(subject: string): Promise<void> {
  const session = await sessionOf("cookie");
  const started = await beginProvider(app, { session });
  const id_token = await provider.sign({ nonce: started.nonce, sub: subject });
  provider.answerToken = (response) => json(response, { access_token: "at", token_type: "Bearer", id_token });
  const path = callbackPath({ state: started.state, code: "a-code" });
  expect(await returnFromProvider(app, path, started.cookie, sessionIn(session))).toMatchObject({ error: null });
}

const added: Readonly<Record<string, () => Promise<unknown>>> = {
  "A passkey was added": () => addPasskey(app, ada.token),
  "An authenticator app was added": () => enableTotp(app, ada.token),
  "A sign-in method was added": () => linkProvider(`added-${ada.id}`),
  "An API key was created": () => makeKey(ada.token),
  "An app was authorized": async () => letIn(app, sessionIn(await sessionOf("cookie")), begin()),
  "Your address is about to change": () =>
    app.rest("PUT", "/user/email", { token: ada.token, body: { email: `new-${ada.email}` } }),
};

describe("the owner is notified by mail", () => {
  test.each(Object.entries(added))('"%s", with a link that undoes it', async (subject, add) => {
    await add();
    const notice = (await mail.deliver()).find(({ to }) => to === ada.email);
    expect(notice?.subject).toBe(`${subject} at localhost:8787`);
    expect(notice?.text).toMatch(/This was not me:\nhttp:\/\/localhost:8787\/account\/undo#undo=dvu_/);
  });

  test("at the address of that moment, however late the mail is", async () => {
    await addPasskey(app, ada.token);
    await app.database.db
      .updateTable("account")
      .set({ email: `thief-${ada.email}` })
      .where("id", "=", ada.id)
      .execute();
    expect(await mail.deliver()).toMatchObject([{ to: ada.email }]);
  });
});

/**
 * Adds every kind of credential with a recently authenticated session.
 * @returns sign-in attempts with each of them.
 */
async function addAll() {
  const { token: enrolled, authenticator } = await addPasskey(app, ada.token);
  const { token } = await enableTotp(app, enrolled);
  await linkProvider(`thief-${ada.id}`);
  const key = await makeKey(token);
  const byProvider = async () => {
    const started = await beginProvider(app);
    const claims = { nonce: started.nonce, sub: `thief-${ada.id}`, email_verified: false };
    const id_token = await provider.sign(claims);
    provider.answerToken = (response) => json(response, { access_token: "at", token_type: "Bearer", id_token });
    return (await returnFromProvider(app, callbackPath({ state: started.state, code: "c" }), started.cookie)).error;
  };
  return async () => [
    await statusOf(token),
    (await app.rest("GET", "/articles/feed", { token: key })).status,
    (await app.rest("POST", "/passkeys/sign-in", { body: await assertion(app, authenticator) })).status,
    await byProvider(),
  ];
}
const allOut = [401, 401, 401, "email_unverified"];

describe("a reset by mail", () => {
  test("that removes what was added lately leaves a thief no way in and asks the owner for nothing of theirs", async () => {
    const thief = await addAll();
    expect((await reset(await resetLink(), { removeRecent: true })).status).toBe(204);
    expect(await thief()).toEqual(allOut);
    expect((await logInWith(another)).status).toBe(200);
    expect(await auditOf(app, ada)).toContain("ways_in.removed");
  });

  test("asks for a second factor as ever: for each without that wish, and for one that is established with it", async () => {
    const { token } = await enableTotp(app, ada.token);
    expect((await reset(await resetLink())).status).toBe(204);
    expect((await logInWith(another)).body.code).toBe("second_factor_required");
    await createClock(app.database.db).advance({ days: 7, minutes: 1 });
    await addPasskey(app, await sessionOf("token"));
    expect((await reset(await resetLink(), { removeRecent: true })).status).toBe(204);
    const { body } = await logInWith(another);
    expect([body.code, body.errors.secondFactor]).toEqual(["second_factor_required", ["totp", "recovery"]]);
    expect(await statusOf(token)).toBe(401);
  });
});

describe("the link of a notice", () => {
  test("takes the account back: sessions, the password and what was added lately are gone, and the reader sets a password", async () => {
    const key = await makeKey(ada.token);
    await sql`update api_key set created_at = now() - interval '8 days' where account_id = ${ada.id}`.execute(
      app.database.db,
    );
    await mail.deliver();
    const thief = await addAll();
    const link = undoIn((await mail.deliver()).at(-1));
    const { status, body } = await undo(link);
    expect([status, body.email]).toEqual([200, ada.email]);
    expect(await thief()).toEqual(allOut);
    expect((await logIn(app, ada)).status).toBe(401);
    expect((await reset(body.resetToken)).status).toBe(204);
    expect((await logInWith(another)).status).toBe(200);
    // Earlier credentials remain.
    expect((await app.rest("GET", "/articles/feed", { token: key })).status).toBe(200);
    expect((await mail.deliver()).map(({ subject }) => subject)).toContain(
      "Your account was secured at localhost:8787",
    );
    expect((await auditOf(app, ada)).filter((action) => action === "account.secured")).toHaveLength(1);
  });

  test("works once, whichever notice's it is, for seven days, and cannot be ended by a signed-in session", async () => {
    await makeKey(ada.token);
    await makeKey(ada.token);
    const links = (await mail.deliver()).map(undoIn);
    const body = { currentPassword: password, password: "the thief's password" };
    expect((await app.rest("PUT", "/user/password", { token: ada.token, body })).status).toBe(200);
    const unknown = await undo("dvm_never");
    expect((await undo(links[0] ?? "")).status).toBe(200);
    const again = await undo(links[1] ?? "");
    expect([again.status, again.body]).toEqual([410, unknown.body]);
    await mail.deliver();
    await makeKey(await sessionOf("token"));
    const late = undoIn((await mail.deliver())[0]);
    await createClock(app.database.db).advance({ days: 7, minutes: 1 });
    expect((await undo(late)).status).toBe(410);
  });

  test("puts an address back that a thief replaced, however often; meanwhile no other account can have it", async () => {
    const [evil, worse] = [`evil-${ada.email}`, `worse-${ada.email}`];
    const moveTo = async (email: string) => {
      expect((await app.rest("PUT", "/user/email", { token: ada.token, body: { email } })).status).toBe(202);
      const sent = await mail.deliver();
      const link = tokenIn(sent.find(({ to }) => to === email));
      expect((await app.rest("POST", "/emails/changes", { body: { token: link } })).status).toBe(200);
      return sent;
    };
    await moveTo(evil);
    const notice = (await mail.deliver()).find(({ to }) => to === ada.email);
    expect(notice?.subject).toBe("Your address was changed at localhost:8787");
    const thiefs = undoIn((await moveTo(worse)).find(({ to }) => to === evil));
    await mail.deliver();
    const squatter = { username: `squatter${ada.id}`, email: ada.email, password };
    expect((await app.rest("POST", "/users", { body: { user: squatter } })).body.code).toBe("email_taken");

    expect((await undo(thiefs)).status).toBe(410);
    const { status, body } = await undo(undoIn(notice));
    expect([status, body.email]).toEqual([200, ada.email]);
    expect((await mail.deliver()).map(({ to }) => to).sort()).toEqual([ada.email, worse].sort());
    expect((await reset(body.resetToken)).status).toBe(204);
    expect([(await logInWith(another)).status, (await logInWith(another, worse)).status]).toEqual([200, 401]);
  });
});

describe("an admin", () => {
  const enrolAdmin = async () => {
    const admin = await enrolOwner(app);
    await app.database.db.updateTable("account").set({ role: "admin" }).where("id", "=", admin.id).execute();
    return admin;
  };
  const resetAccess = (by: Owner, whose: Owner, body: object) =>
    app.rest("POST", `/admin/users/${whose.username}/access-resets`, { token: by.token, body: { reset: body } });

  test("takes the second factors of an owner who lost them away, on record and with a notice", async () => {
    const { token } = await enableTotp(app, ada.token);
    await mail.deliver();
    const admin = await enrolAdmin();
    expect((await resetAccess(admin, ada, { reason: "showed a passport" })).status).toBe(200);
    expect([await statusOf(token), (await logIn(app, ada)).status]).toEqual([401, 200]);
    expect(await mail.deliver()).toMatchObject([
      { to: ada.email, subject: "Your second factors were reset at localhost:8787" },
    ]);
    const { body } = await app.rest("GET", `/admin/audit?username=${ada.username}&action=account.access_reset`, {
      token: admin.token,
    });
    expect(body.entries).toMatchObject([
      { actor: admin.username, details: { remove: "second_factors", reason: "showed a passport" } },
    ]);
  });

  test("takes every way in away, but not of the own account nor without a reason", async () => {
    const thief = await addAll();
    const admin = await enrolAdmin();
    expect((await resetAccess(admin, ada, { remove: "everything" })).status).toBe(422);
    expect((await resetAccess(admin, ada, { remove: "everything", reason: "taken over" })).status).toBe(200);
    expect(await thief()).toEqual(allOut);
    expect((await logIn(app, ada)).status).toBe(401);
    expect((await reset(await resetLink())).status).toBe(204);
    expect((await resetAccess(admin, admin, { reason: "mine" })).body.code).toBe("own_account");
  });
});
