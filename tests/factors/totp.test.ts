import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { cookieOf, openBrowser } from "../support/cookies.ts";
import { enrol } from "../support/people.ts";
import {
  auditOf,
  codeOf,
  enableTotp,
  encryptionKeys,
  enrolOwner,
  forgetSteps,
  logIn,
  type Owner,
  password,
  proveAtOnce,
  summaryOf,
} from "./owner.ts";

let app: TestApp;
let ada: Owner;
beforeAll(async () => {
  app = await startTestApp({ ENCRYPTION_KEYS: encryptionKeys.old });
});
afterAll(() => app.stop());
beforeEach(async () => {
  ada = await enrolOwner(app);
});

const me = async (token: string) => (await app.rest("GET", "/user", { token })).status;
const factorsOf = async (token: string) => (await app.rest("GET", "/factors", { token })).body;
const sealedOf = async ({ id }: Pick<Owner, "id">) =>
  (
    await app.database.db
      .selectFrom("totp")
      .select("sealed_secret")
      .where("account_id", "=", id)
      .executeTakeFirstOrThrow()
  ).sealed_secret;

describe("an authenticator app", () => {
  test("is asked for once a code has confirmed it, and not before", async () => {
    const begun = await app.rest("POST", "/totp", { token: ada.token });
    const { secret, uri } = begun.body;
    expect(begun.headers.get("cache-control")).toBe("no-store");
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toBe(
      `otpauth://totp/localhost:${ada.username}?issuer=localhost&algorithm=SHA1&secret=${secret}&period=30&digits=6`,
    );
    const wrong = await app.rest("POST", "/totp/confirmation", { token: ada.token, body: { code: "000000" } });
    expect(summaryOf(wrong)).toEqual([422, "wrong_code", { code: ["is wrong"] }]);
    expect((await logIn(app, ada)).status).toBe(200);
    const code = codeOf(secret).replace(/(...)/, "$1 ");
    const { status, body } = await app.rest("POST", "/totp/confirmation", { token: ada.token, body: { code } });
    expect([status, body.recoveryCodes.length]).toEqual([200, 10]);
    expect(summaryOf(await logIn(app, ada))).toEqual([
      401,
      "second_factor_required",
      { secondFactor: ["totp", "recovery"] },
    ]);
    expect(await factorsOf(body.token)).toEqual({ totp: true, passkeys: 0, recoveryCodes: 10 });
    expect(await auditOf(app, ada)).toContain("otp.enabled");
  });

  test("SE-05 gives the session that turned it on a new token, also in a cookie; the old one is dead", async () => {
    const { token } = await enableTotp(app, ada.token);
    expect([await me(ada.token), await me(token)]).toEqual([401, 200]);
    const grace = await enrolOwner(app);
    const { cookie, headers } = await openBrowser(app, { email: grace.email, password });
    const { secret } = (await app.rest("POST", "/totp", { headers })).body;
    const confirmed = await app.rest("POST", "/totp/confirmation", { headers, body: { code: codeOf(secret) } });
    expect(confirmed.body.token).toBeNull();
    const renewed = cookieOf(confirmed.headers) ?? "";
    const statuses = [cookie, renewed].map((one) => app.rest("GET", "/user", { headers: { cookie: one } }));
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([401, 200]);
  });

  test("signs in with the password and a code, and the session says so", async () => {
    const { secret } = await enableTotp(app, ada.token);
    const { status, body } = await logIn(app, ada, { code: codeOf(secret, 1) });
    expect(status).toBe(200);
    const current = (await app.rest("GET", "/sessions/current", { token: body.user.token })).body;
    expect(current).toMatchObject({ session: { methods: ["pwd", "otp"], current: true }, isFresh: true });
    const apps = (await app.rest("POST", "/sessions/app", { token: body.user.token })).body;
    const inApp = (await app.rest("GET", "/sessions/current", { token: apps.accessToken })).body;
    expect(inApp.session).toMatchObject({ keptIn: "app", methods: ["pwd", "otp"] });
  });

  test("takes a code once, and none of two steps ago or ahead", async () => {
    const { secret } = await enableTotp(app, ada.token);
    const again = await logIn(app, ada, { code: codeOf(secret) });
    expect(summaryOf(again)).toEqual([401, "second_factor_refused", { secondFactor: ["invalid"] }]);
    await forgetSteps(app, ada);
    for (const steps of [-3, 3])
      expect((await logIn(app, ada, { code: codeOf(secret, steps) })).body.code).toBe("second_factor_refused");
    expect((await logIn(app, ada, { code: codeOf(secret, -1) })).status).toBe(200);
    expect(await auditOf(app, ada)).toContain("second_factor.failed");
  });

  test("takes a code once of twenty tries at once; without a password it alone makes a session fresh", async () => {
    const bare = await enrol(app);
    const { secret } = await enableTotp(app, bare.token);
    expect(await proveAtOnce(app, bare, { code: codeOf(secret, 1) })).toEqual({ 200: 1, 401: 19 });
  });

  test("is on once: to begin again it must be removed, which takes a fresh session and the recovery codes", async () => {
    const { token, recoveryCodes } = await enableTotp(app, ada.token);
    expect(summaryOf(await app.rest("POST", "/totp", { token }))).toMatchObject([409, "already_on", {}]);
    expect((await app.rest("DELETE", "/totp", { token })).status).toBe(204);
    expect(await factorsOf(token)).toEqual({ totp: false, passkeys: 0, recoveryCodes: 0 });
    expect((await logIn(app, ada, { code: recoveryCodes[0] })).status).toBe(200);
    expect(summaryOf(await app.rest("DELETE", "/totp", { token }))).toMatchObject([404, "not_on", {}]);
    await sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${ada.id}`.execute(
      app.database.db,
    );
    for (const [method, path] of [
      ["POST", "/totp"],
      ["DELETE", "/totp"],
      ["POST", "/factors/recovery-codes"],
    ] as const)
      expect((await app.rest(method, path, { token })).body.code).toBe("reauth_required");
  });

  test("cannot be added where no key to seal with is configured, and that is said", async () => {
    const bare = await startTestApp({}, undefined, { database: app.database });
    expect(summaryOf(await bare.rest("POST", "/totp", { token: ada.token }))).toMatchObject([
      503,
      "no_encryption_key",
      {},
    ]);
    await bare.stop();
  });
});

describe("stored data of an authenticator app", () => {
  test("G3 neither its secret nor a recovery code is in the database or the log in clear", async () => {
    const { secret, recoveryCodes } = await enableTotp(app, ada.token);
    await logIn(app, ada, { code: recoveryCodes[1] });
    const tables = ["totp", "recovery_code", "session", "audit", "idempotency_key", "outbox"];
    const kept = tables.map((name) => sql`select t::text as row from ${sql.table(name)} t`.execute(app.database.db));
    const text = JSON.stringify([await Promise.all(kept), app.logLines]);
    const bytes = Buffer.from(secret);
    for (const canary of [
      secret,
      bytes.toString("hex"),
      ...recoveryCodes,
      ...recoveryCodes.map((code) => code.replaceAll("-", "")),
    ])
      expect(text).not.toContain(canary);
  });

  test("is sealed for its account: moved to another's row it opens nothing, and the log shows it", async () => {
    const { secret } = await enableTotp(app, ada.token);
    const mallory = await enrolOwner(app);
    await enableTotp(app, mallory.token);
    await sql`update totp set sealed_secret = ${await sealedOf(ada)}, last_step = 0 where account_id = ${mallory.id}`.execute(
      app.database.db,
    );
    expect((await logIn(app, mallory, { code: codeOf(secret, 1) })).status).toBe(500);
    expect(JSON.stringify(app.logLines)).toContain("SealBroken");
  });

  test("is sealed anew under the current key when a code is used", async () => {
    const { secret } = await enableTotp(app, ada.token);
    expect(await sealedOf(ada)).toMatch(/^v1\.old\./);
    const keys = `${encryptionKeys.current},${encryptionKeys.old}`;
    const rotated = await startTestApp({ ENCRYPTION_KEYS: keys }, undefined, { database: app.database });
    expect((await logIn(rotated, ada, { code: codeOf(secret, 1) })).status).toBe(200);
    expect(await sealedOf(ada)).toMatch(/^v1\.current\./);
    await forgetSteps(app, ada);
    expect((await logIn(rotated, ada, { code: codeOf(secret) })).status).toBe(200);
    await rotated.stop();
  });
});

describe("recovery codes", () => {
  test("each stands in for a code once, however it is typed", async () => {
    const { recoveryCodes, token } = await enableTotp(app, ada.token);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
    const code = recoveryCodes[0]?.toUpperCase().replaceAll("-", " ");
    const { status, body } = await logIn(app, ada, { code });
    expect(status).toBe(200);
    const session = await app.rest("GET", "/sessions/current", { token: body.user.token });
    expect(session.body.session.methods).toEqual(["pwd", "recovery"]);
    expect((await factorsOf(token)).recoveryCodes).toBe(9);
    expect(await auditOf(app, ada)).toContain("recovery_code.used");
    expect((await logIn(app, ada, { code })).body.code).toBe("second_factor_refused");
  });

  test("each is good once of twenty tries at once", async () => {
    const bare = await enrol(app);
    const { recoveryCodes } = await enableTotp(app, bare.token);
    expect(await proveAtOnce(app, bare, { code: recoveryCodes[0] })).toEqual({ 200: 1, 401: 19 });
  });

  test("new ones end the old ones; there are none without a second factor", async () => {
    const { recoveryCodes, token } = await enableTotp(app, ada.token);
    const renewed = (await app.rest("POST", "/factors/recovery-codes", { token })).body.recoveryCodes;
    expect(renewed).toHaveLength(10);
    expect((await logIn(app, ada, { code: recoveryCodes[0] })).status).toBe(401);
    expect((await logIn(app, ada, { code: renewed[0] })).status).toBe(200);
    const bare = await enrol(app);
    expect(summaryOf(await app.rest("POST", "/factors/recovery-codes", { token: bare.token }))).toMatchObject([
      409,
      "no_factor",
      {},
    ]);
  });

  test("another's open nothing", async () => {
    const { recoveryCodes } = await enableTotp(app, ada.token);
    const mallory = await enrolOwner(app);
    await enableTotp(app, mallory.token);
    expect((await logIn(app, mallory, { code: recoveryCodes[0] })).body.code).toBe("second_factor_refused");
  });
});
