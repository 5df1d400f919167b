import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publicOrigin, startTestApp, type TestApp } from "../support/app.ts";
import { createAuthenticator, type Deviations } from "../support/authenticator.ts";
import { cookieOf } from "../support/cookies.ts";
import { enrol } from "../support/people.ts";
import { fromBrowser } from "../support/trpc.ts";
import { addPasskey, assertion, auditOf, enrolOwner, logIn, type Owner, password, summaryOf } from "./owner.ts";

const appOrigin = "https://app.example.com";
let app: TestApp;
let ada: Owner;
beforeAll(async () => {
  app = await startTestApp({ APP_ORIGINS: appOrigin });
});
afterAll(() => app.stop());
beforeEach(async () => {
  ada = await enrolOwner(app);
});

const me = async (token: string) => (await app.rest("GET", "/user", { token })).status;
const begin = async (token: string) => (await app.rest("POST", "/passkeys/begin", { token })).body;
const finish = (token: string, body: object) => app.rest("POST", "/passkeys", { token, body });
const signIn = (body: object, headers = {}) => app.rest("POST", "/passkeys/sign-in", { body, headers });
const refused = [401, "passkey_refused", { passkey: ["invalid"] }];
const notAdded = [422, "passkey_refused", { passkey: ["is not accepted"] }];

const wrongs: readonly [string, Deviations][] = [
  ["from a page of another origin", { origin: "https://evil.example" }],
  ["from a page of the same host on another port", { origin: "http://localhost:9999" }],
  ["for another relying party", { rpId: "evil.example" }],
  ["for another challenge", { challenge: Buffer.alloc(32).toString("base64url") }],
  ["without verifying its user", { isUserVerified: false }],
];

describe("adding a passkey", () => {
  test("SE-05 makes it a second factor, with recovery codes, and gives the session a new token", async () => {
    const { ceremony, options } = await begin(ada.token);
    expect(options).toMatchObject({
      rp: { id: "localhost" },
      user: { name: ada.username },
      excludeCredentials: [],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    });
    expect(Buffer.from(options.user.id, "base64url")).toHaveLength(32);
    const credential = createAuthenticator(publicOrigin).create(options);
    const { status, body } = await finish(ada.token, { ceremony, credential, name: "Laptop" });
    expect([status, body.passkey.name, body.recoveryCodes.length]).toEqual([201, "Laptop", 10]);
    expect([await me(ada.token), await me(body.token)]).toEqual([401, 200]);
    expect(summaryOf(await logIn(app, ada))).toEqual([
      401,
      "second_factor_required",
      { secondFactor: ["passkey", "recovery"] },
    ]);
    expect(await auditOf(app, ada)).toContain("passkey.added");
    const second = await addPasskey(app, body.token);
    expect(second.body.recoveryCodes).toEqual([]);
    const again = await begin(second.token);
    expect([again.options.user.id, again.options.excludeCredentials.length]).toEqual([options.user.id, 2]);
  });

  test.each(wrongs)("is refused %s", async (_, deviations) => {
    const { ceremony, options } = await begin(ada.token);
    const credential = createAuthenticator(publicOrigin).create(options, deviations);
    expect(summaryOf(await finish(ada.token, { ceremony, credential }))).toEqual(notAdded);
    expect((await app.rest("GET", "/passkeys", { token: ada.token })).body.passkeys).toEqual([]);
  });

  test("works from the pages of an app that is configured", async () => {
    await addPasskey(app, ada.token, createAuthenticator(appOrigin));
  });

  test("from those pages is what browsers find the service allows", async () => {
    const response = await app.fetch("/.well-known/webauthn");
    expect(response.headers.get("content-type")).toContain("application/json");
    expect(await response.json()).toEqual({ origins: [appOrigin] });
  });

  test("is refused a second time, in another session, after five minutes, and for another's passkey", async () => {
    const mallory = await enrol(app);
    const begun = await begin(ada.token);
    const authenticator = createAuthenticator(publicOrigin);
    const credential = authenticator.create(begun.options);
    const body = { ceremony: begun.ceremony, credential };
    expect(summaryOf(await finish(mallory.token, body))).toEqual(notAdded);
    // A challenge that was presented by another account is consumed.
    expect(summaryOf(await finish(ada.token, body))).toEqual(notAdded);
    const late = await begin(ada.token);
    await sql`update passkey_ceremony set expires_at = now() - interval '1 second'`.execute(app.database.db);
    const lateBody = { ceremony: late.ceremony, credential: authenticator.create(late.options) };
    expect(summaryOf(await finish(ada.token, lateBody))).toEqual(notAdded);
    await addPasskey(app, ada.token, authenticator);
    const taken = await begin(mallory.token);
    const takenBody = { ceremony: taken.ceremony, credential: authenticator.create(taken.options) };
    expect((await finish(mallory.token, takenBody)).body.code).toBe("passkey_taken");
  });

  test("and removing one take a fresh session", async () => {
    const { token, id } = await addPasskey(app, ada.token);
    await sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${ada.id}`.execute(
      app.database.db,
    );
    for (const [method, path] of [
      ["POST", "/passkeys/begin"],
      ["POST", "/passkeys"],
      ["DELETE", `/passkeys/${id}`],
    ] as const)
      expect((await app.rest(method, path, { token })).body.code).toBe("reauth_required");
  });
});

describe("a passkey alone", () => {
  test("signs in, as a bearer or in a cookie, and the session says so", async () => {
    const { authenticator, id, token } = await addPasskey(app, ada.token);
    const { status, body } = await signIn(await assertion(app, authenticator));
    expect([status, body.user.username, body.user.email]).toEqual([200, ada.username, ada.email]);
    const current = (await app.rest("GET", "/sessions/current", { token: body.user.token })).body;
    expect(current.session.methods).toEqual(["passkey"]);
    const kept = await signIn({ ...(await assertion(app, authenticator)), session: "cookie" }, fromBrowser(undefined));
    expect(kept.body.user.token).toBeNull();
    const cookie = cookieOf(kept.headers) ?? "";
    expect((await app.rest("GET", "/user", { headers: { cookie } })).status).toBe(200);
    const [shown] = (await app.rest("GET", "/passkeys", { token })).body.passkeys;
    expect(shown).toMatchObject({ id, name: "Phone", lastUsedAt: expect.any(String) });
  });

  test.each([...wrongs, ["for another user", { userHandle: Buffer.alloc(32).toString("base64url") }]] as const)(
    "is refused %s",
    async (_, deviations) => {
      const { authenticator } = await addPasskey(app, ada.token);
      expect(summaryOf(await signIn(await assertion(app, authenticator, deviations)))).toEqual(refused);
    },
  );

  test("is refused as what made it, with a changed signature, and when it is unknown", async () => {
    const { authenticator } = await addPasskey(app, ada.token);
    expect(summaryOf(await signIn(await assertion(app, authenticator, { type: "webauthn.create" })))).toEqual(refused);
    const { ceremony, credential } = await assertion(app, authenticator);
    const signature = `${credential.response.signature.slice(0, -4)}AAAA`;
    const changed = { ...credential, response: { ...credential.response, signature } };
    expect(summaryOf(await signIn({ ceremony, credential: changed }))).toEqual(refused);
    const stranger = await assertion(app, createAuthenticator(publicOrigin), {
      userHandle: Buffer.alloc(32).toString("base64url"),
    });
    expect(summaryOf(await signIn(stranger))).toEqual(refused);
  });

  test("is good once: the same answer, of twenty at once, starts one session; one of another ceremony none", async () => {
    const { authenticator } = await addPasskey(app, ada.token);
    const shown = await assertion(app, authenticator);
    const other = await assertion(app, authenticator);
    expect(summaryOf(await signIn({ ...shown, ceremony: other.ceremony }))).toEqual(refused);
    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await signIn(shown)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(summaryOf(await signIn(shown))).toEqual(refused);
  });

  test("is refused when its counter did not go on, as a copy's would not; one that does not count may stay at 0", async () => {
    const { authenticator } = await addPasskey(app, ada.token);
    expect((await signIn(await assertion(app, authenticator, { counter: 50 }))).status).toBe(200);
    for (const counter of [50, 49, 0])
      expect(summaryOf(await signIn(await assertion(app, authenticator, { counter })))).toEqual(refused);
    expect((await signIn(await assertion(app, authenticator, { counter: 51 }))).status).toBe(200);
    expect(await auditOf(app, ada)).toContain("sign_in.failed");
    const grace = await enrolOwner(app);
    const still = await addPasskey(app, grace.token, createAuthenticator(publicOrigin, { counts: false }));
    for (let use = 0; use < 2; use++)
      expect((await signIn(await assertion(app, still.authenticator))).status).toBe(200);
  });

  test("AU-12 does not sign in to a suspended account", async () => {
    const { authenticator } = await addPasskey(app, ada.token);
    await sql`update account set suspended_at = now() where id = ${ada.id}`.execute(app.database.db);
    expect(summaryOf(await signIn(await assertion(app, authenticator)))).toEqual(refused);
  });
});

describe("a passkey as second factor", () => {
  test("signs in beside the right password; another's does not", async () => {
    const { authenticator } = await addPasskey(app, ada.token);
    const mallory = await enrolOwner(app);
    const theirs = await addPasskey(app, mallory.token);
    const wrong = await logIn(app, ada, { passkey: await assertion(app, theirs.authenticator) });
    expect(wrong.body.code).toBe("second_factor_refused");
    const { status, body } = await logIn(app, ada, { passkey: await assertion(app, authenticator) });
    expect(status).toBe(200);
    const { session } = (await app.rest("GET", "/sessions/current", { token: body.user.token })).body;
    expect(session.methods).toEqual(["pwd", "passkey"]);
  });

  test("makes a session fresh by itself; a password no longer does, nor another's passkey", async () => {
    const { authenticator, token } = await addPasskey(app, ada.token);
    const reauthenticate = (body: object) => app.rest("POST", "/sessions/reauthenticate", { token, body });
    expect(summaryOf(await reauthenticate({ password }))).toMatchObject([401, "second_factor_required", {}]);
    const theirs = await addPasskey(app, (await enrolOwner(app)).token);
    const wrong = await reauthenticate({ passkey: await assertion(app, theirs.authenticator) });
    expect(wrong.body.code).toBe("second_factor_refused");
    const { status, body } = await reauthenticate({ passkey: await assertion(app, authenticator) });
    expect([status, await me(token), await me(body.token)]).toEqual([200, 401, 200]);
  });

  test("sent for an account without any, it proves nothing", async () => {
    const { authenticator } = await addPasskey(app, ada.token);
    const grace = await enrolOwner(app);
    const passkey = await assertion(app, authenticator);
    const answer = await app.rest("POST", "/sessions/reauthenticate", { token: grace.token, body: { passkey } });
    expect(summaryOf(answer)).toMatchObject([401, "credentials", {}]);
    const bare = await enrol(app);
    const code = { token: bare.token, body: { code: "123456" } };
    expect(summaryOf(await app.rest("POST", "/sessions/reauthenticate", code))).toMatchObject([401, "credentials", {}]);
  });
});

describe("the list of passkeys", () => {
  test("SE-09 is one's own: another's is not renamed nor removed", async () => {
    const { id, token } = await addPasskey(app, ada.token);
    const mallory = await enrol(app);
    expect((await app.rest("GET", "/passkeys", { token: mallory.token })).body.passkeys).toEqual([]);
    const rename = (as: string) => app.rest("PUT", `/passkeys/${id}`, { token: as, body: { name: "Mine" } });
    expect((await rename(mallory.token)).status).toBe(404);
    expect((await app.rest("DELETE", `/passkeys/${id}`, { token: mallory.token })).status).toBe(404);
    expect((await rename(token)).body.passkey).toMatchObject({ id, name: "Mine" });
  });

  test("ends with the last; recovery codes and the second factor with it", async () => {
    const { id, token, authenticator } = await addPasskey(app, ada.token);
    expect((await app.rest("DELETE", `/passkeys/${id}`, { token })).status).toBe(204);
    expect((await app.rest("GET", "/factors", { token })).body).toEqual({ totp: false, passkeys: 0, recoveryCodes: 0 });
    expect(summaryOf(await signIn(await assertion(app, authenticator)))).toEqual(refused);
    expect((await logIn(app, ada)).status).toBe(200);
  });

  test("keeps the last way in: without a password or provider the last passkey stays", async () => {
    const bare = await enrol(app);
    const first = await addPasskey(app, bare.token);
    const second = await addPasskey(app, first.token);
    const remove = (id: string) => app.rest("DELETE", `/passkeys/${id}`, { token: second.token });
    expect((await remove(first.id)).status).toBe(204);
    expect(summaryOf(await remove(second.id))).toMatchObject([409, "last_way_in", {}]);
    const identity = {
      issuer: "https://x",
      subject: bare.username,
      account_id: bare.id,
      provider: "google",
      email: null,
    };
    await app.database.db.insertInto("identity").values(identity).execute();
    expect((await remove(second.id)).status).toBe(204);
    const [linked] = (await app.rest("GET", "/oauth/identities", { token: second.token })).body.identities;
    const unlink = (token: string) => app.rest("DELETE", `/oauth/identities/${linked.id}`, { token });
    expect((await unlink(second.token)).body.code).toBe("last_way_in");
    const third = await addPasskey(app, second.token);
    expect((await unlink(third.token)).status).toBe(204);
  });
});
