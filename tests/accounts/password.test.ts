import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { cookieOf, openBrowser } from "../support/cookies.ts";
import { openMail, type TestMail } from "../support/mail.ts";
import { enrol } from "../support/people.ts";
import {
  another,
  auditOf,
  enrolOwner,
  everythingKept,
  logIn,
  type Owner,
  openSession,
  password,
  statusOf,
} from "./owner.ts";

let app: TestApp;
let mail: TestMail;
let ada: Owner;
beforeAll(async () => {
  app = await startTestApp();
  mail = openMail(app);
});
afterAll(() => app.stop());
beforeEach(async () => {
  ada = await enrolOwner(app);
});

const change = (body: object, token = ada.token) => app.rest("PUT", "/user/password", { token, body });
const goStale = ({ id } = ada) =>
  sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${id}`.execute(
    app.database.db,
  );
const register = (chosen: string, on = app) =>
  on.rest("POST", "/users", {
    body: { user: { username: "chooser", email: "chooser@example.com", password: chosen } },
  });

describe("a new password", () => {
  test("SE-05 ends all other sessions, gives this one a new token, and sends a mail", async () => {
    const other = await openSession(app, ada);
    const { status, body } = await change({ password: another });
    expect(status).toBe(200);
    expect(await Promise.all([ada.token, other, body.token].map((token) => statusOf(app, token)))).toEqual([
      401, 401, 200,
    ]);
    expect([(await logIn(app, ada.email)).status, (await logIn(app, ada.email, another)).status]).toEqual([401, 200]);
    expect(await mail.deliver()).toMatchObject([
      { to: ada.email, subject: "Your password was changed at localhost:8787" },
    ]);
    expect(await auditOf(app, ada.id)).toContain("password.changed");
    expect(await everythingKept(app)).not.toContain(another);
  });

  test("SE-05 replaces a cookie and shows no token", async () => {
    const browser = await openBrowser(app, { email: ada.email, password });
    const body = { password: another };
    const changed = await app.rest("PUT", "/user/password", { headers: browser.headers, body });
    expect(changed.body).toEqual({ token: null });
    const me = async (cookie: string) => (await app.rest("GET", "/user", { headers: { cookie } })).status;
    expect([await me(browser.cookie), await me(cookieOf(changed.headers) ?? "")]).toEqual([401, 200]);
    await mail.deliver();
  });

  test("needs the current one or a fresh session, which the current one alone makes no session", async () => {
    await goStale();
    expect((await change({ password: another })).body.code).toBe("reauth_required");
    expect(await change({ password: another, currentPassword: "wrong" })).toMatchObject({
      status: 401,
      body: { code: "credentials" },
    });
    const { body } = await change({ password: another, currentPassword: password });
    expect((await app.rest("POST", "/sessions/app", { token: body.token })).body.code).toBe("reauth_required");
    await mail.deliver();
  });

  test("by PUT /api/user needs a fresh session as well", async () => {
    await goStale();
    const body = { user: { password: another } };
    expect((await app.rest("PUT", "/user", { token: ada.token, body })).body.code).toBe("reauth_required");
    expect((await logIn(app, ada.email)).status).toBe(200);
  });

  test("is the first for an account that signed up by a provider", async () => {
    const bob = await enrol(app);
    expect((await change({ password: another }, bob.token)).status).toBe(200);
    expect((await logIn(app, `${bob.username}@example.com`, another)).status).toBe(200);
    await mail.deliver();
  });
});

describe("its length", () => {
  test.each([
    ["7 characters", "1234567", 422],
    ["7 emoji of two units each", "😀".repeat(7), 422],
    ["129 emoji", "😀".repeat(129), 422],
  ])("PW-01 %s are refused", async (_, chosen, status) => {
    expect((await register(chosen)).status).toBe(status);
    expect((await change({ password: chosen })).status).toBe(status);
  });

  test("PW-01 128 emoji are taken whole: the last one counts", async () => {
    const long = `${"😀".repeat(127)}😁`;
    expect((await change({ password: long })).status).toBe(200);
    expect((await logIn(app, ada.email, long)).status).toBe(200);
    expect((await logIn(app, ada.email, `${"😀".repeat(127)}😂`)).status).toBe(401);
    await mail.deliver();
  });
});

test("PW-02 common ones are refused at sign-up and at change, in any letter case, under one code", async () => {
  const strict = await startTestApp({ PASSWORD_POLICY: "common" }, undefined, { database: app.database });
  for (const common of ["password1", "PassWord1"]) {
    const { token } = ada;
    const answers = [
      await register(common, strict),
      await strict.rest("PUT", "/user/password", { token, body: { password: common } }),
      await strict.rest("PUT", "/user", { token, body: { user: { password: common } } }),
    ];
    for (const { status, body } of answers)
      expect([status, body.code, body.errors]).toEqual([422, "password_common", { password: ["is too common"] }]);
  }
  expect((await logIn(app, ada.email)).status).toBe(200);
});

test("AU-05 AU-12 a suspended account is answered as if the password were wrong", async () => {
  await app.database.db.updateTable("account").set({ suspended_at: sql`now()` }).where("id", "=", ada.id).execute();
  const comparable = async (email: string, attempt: string) => {
    const { status, headers, body } = await logIn(app, email, attempt);
    headers.delete("x-request-id");
    return { status, headers: [...headers], body };
  };
  const unknown = await comparable("nobody@example.com", password);
  expect(unknown.status).toBe(401);
  expect(await comparable(ada.email, another)).toEqual(unknown);
  expect(await comparable(ada.email, password)).toEqual(unknown);
  expect([await statusOf(app, ada.token)]).toEqual([401]);
});

test("RT-02 the reuse of a refresh token is reported by mail", async () => {
  const { refreshToken } = (await app.rest("POST", "/sessions/app", { token: ada.token })).body;
  const refresh = (token: string) => app.rest("POST", "/sessions/refresh", { body: { refreshToken: token } });
  await refresh((await refresh(refreshToken)).body.refreshToken);
  expect((await refresh(refreshToken)).status).toBe(401);
  expect(await mail.deliver()).toMatchObject([{ to: ada.email, subject: "A device was signed out at localhost:8787" }]);
});
