import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { passThrough, startIdentityProvider } from "../oauth/identity-provider.ts";
import { begin, returnFromProvider, sessionIn } from "../oauth/journey.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import {
  addPasskey,
  assertion,
  codeOf,
  enableTotp,
  encryptionKeys,
  enrolOwner,
  logIn,
  type Owner,
  password,
  summaryOf,
} from "./owner.ts";

const environment = { ENCRYPTION_KEYS: encryptionKeys.old };
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp(environment);
});
afterAll(() => app.stop());

/** A response without its random parts. */
function comparable({ status, headers, body }: Awaited<ReturnType<typeof logIn>>) {
  const changing = ["x-request-id", "date", "ratelimit"];
  return { status, body, headers: [...headers].filter(([name]) => !changing.includes(name)) };
}

test("AU-05 a wrong password gets the same answer with and without a second factor, with and without a code, and when suspended", async () => {
  const [ada, grace, carol] = [await enrolOwner(app), await enrolOwner(app), await enrolOwner(app)];
  const { secret } = await enableTotp(app, ada.token);
  await sql`update account set suspended_at = now() where id = ${carol.id}`.execute(app.database.db);
  const wrong = { password: "another one" };
  const answers = [
    await logIn(app, grace, wrong),
    await logIn(app, ada, wrong),
    await logIn(app, ada, { ...wrong, code: codeOf(secret, 1) }),
    await logIn(app, { email: "nobody@example.com" }, wrong),
    await logIn(app, { email: "nobody@example.com" }, { ...wrong, code: "123456" }),
    await logIn(app, carol, wrong),
    await logIn(app, carol),
  ].map(comparable);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]?.body.code).toBe("credentials");
});

test("an account without a second factor notices nothing, whatever is sent beside", async () => {
  const ada = await enrolOwner(app);
  const { status, body } = await logIn(app, ada, { code: "123456" });
  expect([status, Object.keys(body.user).sort()]).toEqual([200, ["bio", "email", "image", "token", "username"]]);
});

test("a password alone no longer makes a session fresh; with a code it does", async () => {
  const ada = await enrolOwner(app);
  const { secret, token, recoveryCodes } = await enableTotp(app, ada.token);
  const reauthenticate = (body: object) => app.rest("POST", "/sessions/reauthenticate", { token, body });
  expect(summaryOf(await reauthenticate({ password }))).toEqual([
    401,
    "second_factor_required",
    { secondFactor: ["totp", "recovery"] },
  ]);
  expect(summaryOf(await reauthenticate({ code: codeOf(secret, 1) }))).toMatchObject([401, "credentials", {}]);
  expect((await reauthenticate({ password, code: codeOf(secret) })).body.code).toBe("second_factor_refused");
  expect((await reauthenticate({ password: "another one", code: recoveryCodes[0] })).body.code).toBe("credentials");
  await sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${ada.id}`.execute(
    app.database.db,
  );
  const { status, body } = await reauthenticate({ password, code: codeOf(secret, 1) });
  expect(status).toBe(200);
  const current = (await app.rest("GET", "/sessions/current", { token: body.token })).body;
  expect([current.isFresh, current.session.methods.sort()]).toEqual([true, ["otp", "pwd"]]);
});

test("AU-02 wrong codes count as wrong passwords do; being asked for one does not", async () => {
  const limited = await startTestApp({ ...environment, LIMITS: "on" }, undefined, { database: app.database });
  const ada = await enrolOwner(app);
  const { secret, token } = await enableTotp(limited, ada.token);
  for (let attempt = 0; attempt < 8; attempt++)
    expect((await logIn(limited, ada)).body.code).toBe("second_factor_required");
  const codes: string[] = [];
  for (let attempt = 0; attempt < 6; attempt++) codes.push((await logIn(limited, ada, { code: "abc" })).body.code);
  expect(codes).toEqual([...Array(5).fill("second_factor_refused"), "limited"]);
  expect((await logIn(limited, ada, { code: codeOf(secret, 1) })).status).toBe(429);
  const prove = (body: object) => limited.rest("POST", "/sessions/reauthenticate", { token, body });
  const proofs: number[] = [];
  for (let attempt = 0; attempt < 6; attempt++) proofs.push((await prove({ password, code: "abc" })).status);
  expect(proofs).toEqual([401, 401, 401, 401, 401, 429]);
  await limited.stop();
});

test("RS-03 a new password leaves second factors as they were: they are still asked for", async () => {
  const ada = await enrolOwner(app);
  const { token } = await enableTotp(app, ada.token);
  const changed = { token, body: { user: { password: "a better password" } } };
  expect((await app.rest("PUT", "/user", changed)).status).toBe(200);
  expect((await logIn(app, ada, { password: "a better password" })).body.code).toBe("second_factor_required");
});

test("a linked provider's account is a way in by itself: it is not asked for a second factor", async () => {
  const provider = await startIdentityProvider({
    sub: "s",
    email: "linked@example.org",
    email_verified: true,
    name: "linked",
  });
  const house = await startTestApp({ ...environment, ...provider.environment }, undefined, { database: app.database });
  const signIn = async () => {
    const started = await begin(house);
    return returnFromProvider(house, await passThrough(started.url.href), started.cookie);
  };
  const cookie = sessionIn((await signIn()).token ?? "");
  const { secret } = (await house.rest("POST", "/totp", { headers: { cookie, origin: "http://localhost:8787" } })).body;
  const confirmation = { headers: { cookie, origin: "http://localhost:8787" }, body: { code: codeOf(secret) } };
  expect((await house.rest("POST", "/totp/confirmation", confirmation)).status).toBe(200);
  const again = sessionIn((await signIn()).token ?? "");
  const current = (await house.rest("GET", "/sessions/current", { headers: { cookie: again } })).body;
  expect([current.session.methods, current.isFresh]).toEqual([["oauth"], true]);
  await house.stop();
  await provider.stop();
});

test("OA-13 who signed up with another's address has no factor left once its owner signs in by a provider", async () => {
  const squatter: Owner = await enrolOwner(app);
  const { token, recoveryCodes } = await enableTotp(app, squatter.token);
  const { authenticator } = await addPasskey(app, token);
  const owner = { sub: "owner", email: squatter.email, email_verified: true, name: "owner" };
  const provider = await startIdentityProvider(owner);
  const house = await startTestApp({ ...environment, ...provider.environment }, undefined, { database: app.database });
  const started = await begin(house);
  const back = await returnFromProvider(house, await passThrough(started.url.href), started.cookie);
  const headers = { cookie: sessionIn(back.token ?? "") };
  expect((await house.rest("GET", "/user", { headers })).body.user.username).toBe(squatter.username);
  expect((await house.rest("GET", "/factors", { headers })).body).toEqual({
    totp: false,
    passkeys: 0,
    recoveryCodes: 0,
  });
  const shown = await assertion(house, authenticator);
  expect((await house.rest("POST", "/passkeys/sign-in", { body: shown })).body.code).toBe("passkey_refused");
  expect((await logIn(house, squatter, { code: recoveryCodes[0] })).body.code).toBe("credentials");
  await house.stop();
  await provider.stop();
});
