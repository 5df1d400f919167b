import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openMail, type TestMail, tokenIn } from "../support/mail.ts";
import { enrol, refusal } from "../support/people.ts";
import {
  ageLinks,
  ageMails,
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

const request = (email: string) => app.rest("POST", "/passwords/reset-requests", { body: { email } });
const confirm = (token: string, chosen = another) =>
  app.rest("POST", "/passwords/resets", { body: { token, password: chosen } });
const refused = { status: 410, body: { code: "link_refused", errors: { token: ["is of no use"] } } };

/** Requests a reset link and returns it from the mail. */
async function linkFor({ email }: Owner): Promise<string> {
  expect((await request(email)).status).toBe(202);
  // Notices of earlier actions may be delivered with it.
  return tokenIn((await mail.deliver()).find(({ text }) => text.includes("#token=")));
}

const suspend = ({ id }: Pick<Owner, "id">) =>
  sql`update account set suspended_at = now() where id = ${id}`.execute(app.database.db);

describe("requesting a link", () => {
  test("RS-01 gets the same response for an account, an unknown address, a suspended account and one without a password", async () => {
    const [suspended, oauthOnly] = [await enrolOwner(app), await enrol(app)];
    await suspend(suspended);
    const ask = async (email: string) => {
      const response = await app.fetch("/api/passwords/reset-requests", {
        method: "POST",
        headers: { "content-type": "application/json", "x-request-id": "the-same-one" },
        body: JSON.stringify({ email }),
      });
      return { status: response.status, headers: [...response.headers], text: await response.text() };
    };
    const known = await ask(ada.email);
    expect(known).toMatchObject({ status: 202, text: "" });
    for (const email of ["nobody@example.com", suspended.email, `${oauthOnly.username}@example.com`])
      expect(await ask(email)).toEqual(known);
    const to = (await mail.deliver()).map((message) => message.to);
    expect(to.toSorted()).toEqual([ada.email, `${oauthOnly.username}@example.com`].toSorted());
    expect(await auditOf(app, ada.id)).toEqual(["password.reset_requested"]);
  });

  test("RS-01 sends the same statements for any address, so that response times reveal nothing", async () => {
    const count = async (email: string) => {
      await request(email);
      const { rows } = await sql`select name, input - 'email' - 'requestId' as input, state from job
        order by created_at desc limit 1`.execute(app.database.db);
      return rows;
    };
    expect(await count("nobody@example.com")).toEqual(await count(ada.email));
    await mail.deliver();
  });

  test("RS-01 an account gets three mails an hour, and more in the next", async () => {
    for (let asked = 0; asked < 5; asked++) await request(ada.email);
    expect(await mail.deliver()).toHaveLength(3);
    await ageMails(app);
    await request(ada.email.toUpperCase());
    expect(await mail.deliver()).toHaveLength(1);
  });

  test("works the same over tRPC", async () => {
    const response = await app.fetch("/trpc/passwords.requestReset", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: ada.email }),
    });
    expect([response.status, await response.json()]).toEqual([200, { result: { data: null } }]);
    expect(await mail.deliver()).toHaveLength(1);
  });

  test("is refused for every address where no mail can be sent", async () => {
    const silent = await startTestApp({ PUBLIC_URL: "https://api.example.com" }, undefined, { database: app.database });
    const body = { email: ada.email };
    expect(await refusal(silent, "POST", "/passwords/reset-requests", { body })).toEqual({
      status: 503,
      errors: { mail: ["is not set up"] },
    });
  });
});

describe("a link", () => {
  test("RS-02 is 256 bits, bound to account, purpose and address, and valid for an hour; only its hash is stored", async () => {
    const owners = await Promise.all(Array.from({ length: 20 }, () => enrolOwner(app)));
    for (const owner of owners) await request(owner.email);
    const sent = await mail.deliver();
    const tokens = sent.map(tokenIn);
    expect(new Set(tokens).size).toBe(20);
    for (const token of tokens) expect(token).toMatch(/^dvm_[\w-]{43}$/);
    const kept = await everythingKept(app);
    for (const token of tokens) {
      expect(kept).not.toContain(token);
      expect(kept).not.toContain(token.slice(4));
    }
    const rows = await app.database.db
      .selectFrom("mail_token")
      .select(["purpose", "email"])
      .select(sql<number>`extract(epoch from expires_at - now())::int`.as("seconds"))
      .where(
        "account_id",
        "in",
        owners.map(({ id }) => id),
      )
      .execute();
    expect(rows).toHaveLength(20);
    for (const row of rows) {
      expect(row.purpose).toBe("reset");
      expect(row.seconds).toBeGreaterThan(3500);
      expect(row.seconds).toBeLessThanOrEqual(3600);
    }
  });

  test("RS-02 carries its token in the fragment of the configured address, in text and HTML", async () => {
    await request(ada.email);
    const [message] = await mail.deliver();
    const link = `http://localhost:8787/account/reset#token=${tokenIn(message)}`;
    expect(message?.text).toContain(`\n${link}\n`);
    expect(message?.html).toContain(`href="${link}"`);
    expect(message?.subject).toBe("Set a new password for localhost:8787");
  });

  test("RS-02 expires after an hour, and works for no other purpose", async () => {
    const token = await linkFor(ada);
    for (const path of ["/emails/verifications", "/emails/changes"])
      expect(await app.rest("POST", path, { body: { token } })).toMatchObject(refused);
    await ageLinks(app, 60);
    expect(await confirm(token)).toMatchObject(refused);
    expect((await logIn(app, ada.email)).status).toBe(200);
  });

  test("RS-02 does not work after the account's address changed, or while the account is suspended", async () => {
    const token = await linkFor(ada);
    const { db } = app.database;
    await db.updateTable("account").set({ email: "moved@example.com" }).where("id", "=", ada.id).execute();
    expect(await confirm(token)).toMatchObject(refused);
    await db.updateTable("account").set({ email: ada.email }).where("id", "=", ada.id).execute();
    await suspend(ada);
    expect(await confirm(token)).toMatchObject(refused);
  });

  test("RS-03 works once; then old sessions, refresh tokens and the old password no longer work", async () => {
    const other = await openSession(app, ada);
    const { accessToken, refreshToken } = (await app.rest("POST", "/sessions/app", { token: other })).body;
    const key = await app.rest("POST", "/api-keys", { token: ada.token, body: { name: "k", scopes: ["feed:read"] } });
    const token = await linkFor(ada);
    const unknown = await confirm("dvm_never");
    expect((await confirm(token)).status).toBe(204);
    const second = await confirm(token);
    expect({ ...second.body }).toEqual({ ...unknown.body });
    expect(second.status).toBe(410);
    expect([await statusOf(app, ada.token), await statusOf(app, accessToken)]).toEqual([401, 401]);
    expect((await app.rest("POST", "/sessions/refresh", { body: { refreshToken } })).status).toBe(401);
    expect([(await logIn(app, ada.email)).status, (await logIn(app, ada.email, another)).status]).toEqual([401, 200]);
    // The API keys of a verified account remain.
    expect((await app.rest("GET", "/articles/feed", { token: key.body.key })).status).toBe(200);
    const [notice] = await mail.deliver();
    expect(notice).toMatchObject({ to: ada.email, subject: "Your password was reset at localhost:8787" });
    expect(await auditOf(app, ada.id)).toContain("password.reset");
  });

  test("RS-03 works once when it is used several times at once", async () => {
    const token = await linkFor(ada);
    const answers = await Promise.all(Array.from({ length: 4 }, (_, at) => confirm(token, `password no. ${at}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410, 410]);
  });

  test("RS-07 does not work after a newer one was requested", async () => {
    const first = await linkFor(ada);
    const second = await linkFor(ada);
    expect(await confirm(first)).toMatchObject(refused);
    expect((await confirm(second)).status).toBe(204);
    await mail.deliver();
  });

  test("RS-08 of an unverified address takes the account from the person who signed up with it", async () => {
    const squatter = await enrolOwner(app, { isVerified: false });
    const body = { name: "k", scopes: ["feed:read"] };
    const { key } = (await app.rest("POST", "/api-keys", { token: squatter.token, body })).body;
    expect((await confirm(await linkFor(squatter))).status).toBe(204);
    expect(await statusOf(app, squatter.token)).toBe(401);
    expect((await app.rest("GET", "/articles/feed", { token: key })).status).toBe(401);
    expect((await logIn(app, squatter.email, another)).status).toBe(200);
    await mail.deliver();
  });
});

test("PW-02 a common password is refused, in any letter case, and the link stays valid", async () => {
  const strict = await startTestApp({ PASSWORD_POLICY: "common" }, undefined, { database: app.database });
  const token = await linkFor(ada);
  for (const common of ["password1", "PASSWORD1", "Qwertyuiop"]) {
    const { status, body } = await strict.rest("POST", "/passwords/resets", { body: { token, password: common } });
    expect([status, body.code, body.errors]).toEqual([422, "password_common", { password: ["is too common"] }]);
  }
  expect((await confirm(token)).status).toBe(204);
  expect((await everythingKept(app)).includes(password)).toBe(false);
});
