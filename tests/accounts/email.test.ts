import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openMail, type TestMail, tokenIn } from "../support/mail.ts";
import { refusal } from "../support/people.ts";
import { ageLinks, auditOf, enrolOwner, logIn, type Owner, statusOf } from "./owner.ts";

let app: TestApp;
let mail: TestMail;
let ada: Owner;
let serial = 0;
let fresh = "";
beforeAll(async () => {
  app = await startTestApp();
  mail = openMail(app);
});
afterAll(() => app.stop());
beforeEach(async () => {
  ada = await enrolOwner(app);
  fresh = `new${++serial}@example.org`;
});

const goStale = () =>
  sql`update session set authenticated_at = now() - interval '11 minutes' where account_id = ${ada.id}`.execute(
    app.database.db,
  );
const change = (email: string, { token } = ada) => app.rest("PUT", "/user/email", { token, body: { email } });
const put = (user: object, { token } = ada) => app.rest("PUT", "/user", { token, body: { user } });
const confirm = (link: string, token?: string) => app.rest("POST", "/emails/changes", { token, body: { token: link } });

/** Requests the change and returns the link of the mail to the new address. */
async function linkFor(email = fresh): Promise<string> {
  expect((await change(email)).status).toBe(202);
  return tokenIn((await mail.deliver()).find(({ to }) => to === email));
}

describe("another address", () => {
  test("RS-09 is only asked for by a session that is fresh", async () => {
    await goStale();
    const expected = { status: 403, errors: { session: ["is not fresh"] } };
    const { token } = ada;
    expect(await refusal(app, "PUT", "/user/email", { token, body: { email: fresh } })).toEqual(expected);
    expect(await refusal(app, "PUT", "/user", { token, body: { user: { email: fresh } } })).toEqual(expected);
    expect(await mail.deliver()).toEqual([]);
    // An unchanged address, as front ends send it along, requests no change.
    expect((await put({ email: ada.email.toUpperCase(), bio: "Saws." })).status).toBe(200);
  });

  test("RS-09 is the account's once it is confirmed; until then the old one is, and gets a mail", async () => {
    expect((await change(fresh)).status).toBe(202);
    const messages = await mail.deliver();
    expect(messages.map(({ to }) => to).sort()).toEqual([ada.email, fresh].sort());
    const [link, notice] = [messages.find(({ to }) => to === fresh), messages.find(({ to }) => to === ada.email)];
    expect(notice?.subject).toBe("Your address is about to change at localhost:8787");
    expect(notice?.text).not.toContain("token");
    expect([(await logIn(app, fresh)).status, (await logIn(app, ada.email)).status]).toEqual([401, 200]);

    const { status, body } = await confirm(tokenIn(link));
    expect([status, body]).toEqual([200, { email: fresh, token: null }]);
    expect((await logIn(app, fresh)).status).toBe(200);
    expect((await mail.deliver()).map(({ to, subject }) => [to, subject])).toEqual([
      [ada.email, "Your address was changed at localhost:8787"],
    ]);
    const actions = await auditOf(app, ada.id);
    expect(actions).toEqual(expect.arrayContaining(["email.change_requested", "email.changed"]));
  });

  test("RS-09 a link works only for its account and address, once, and for a day", async () => {
    const bob = await enrolOwner(app);
    const link = await linkFor();
    expect((await confirm(link, bob.token)).body).toEqual({ email: fresh, token: null });
    expect((await app.rest("GET", "/user", { token: bob.token })).body.user.email).toBe(bob.email);
    expect((await app.rest("GET", "/user", { token: ada.token })).body.user.email).toBe(fresh);
    expect((await confirm(link)).status).toBe(410);
    const [first, second] = [await linkFor(`a-${fresh}`), await linkFor(`b-${fresh}`)];
    expect((await confirm(first)).status).toBe(410);
    await ageLinks(app, 1440);
    expect((await confirm(second)).status).toBe(410);
  });

  test("SE-05 confirmed in a session of the account, the session gets a new token", async () => {
    const { body } = await confirm(await linkFor(), ada.token);
    expect([await statusOf(app, ada.token), await statusOf(app, body.token)]).toEqual([401, 200]);
  });

  test("that another account has is refused, also when they take it meanwhile", async () => {
    const bob = await enrolOwner(app);
    expect((await change(bob.email.toUpperCase())).body.code).toBe("email_taken");
    const link = await linkFor();
    await app.database.db.updateTable("account").set({ email: fresh }).where("id", "=", bob.id).execute();
    expect(await confirm(link)).toMatchObject({ status: 409, body: { code: "email_taken" } });
    expect((await logIn(app, ada.email)).status).toBe(200);
  });

  test("no more than three mails an hour go to one address, whichever account asks", async () => {
    for (let asked = 0; asked < 3; asked++) await change(fresh);
    const bob = await enrolOwner(app);
    await change(fresh, bob);
    expect((await mail.deliver()).filter(({ to }) => to === fresh)).toHaveLength(3);
  });

  test("a new password stops a change that was asked for", async () => {
    const link = await linkFor();
    const body = { password: "another password" };
    expect((await app.rest("PUT", "/user/password", { token: ada.token, body })).status).toBe(200);
    expect((await confirm(link)).status).toBe(410);
    await mail.deliver();
  });
});

describe("by PUT /api/user", () => {
  test("a verified address waits for its link", async () => {
    const { status, body } = await put({ email: fresh, bio: "Planes." });
    expect([status, body.user.email, body.user.bio]).toEqual([200, ada.email, "Planes."]);
    const link = (await mail.deliver()).find(({ to }) => to === fresh);
    expect((await confirm(tokenIn(link))).status).toBe(200);
    expect((await app.rest("GET", "/user", { token: ada.token })).body.user.email).toBe(fresh);
    await mail.deliver();
  });

  test("an unverified address is replaced at once, and the new one asked to verify", async () => {
    const bob = await enrolOwner(app, { isVerified: false });
    expect((await put({ email: fresh }, bob)).body.user.email).toBe(fresh);
    expect((await mail.deliver()).map(({ to, subject }) => [to, subject])).toEqual([
      [fresh, "Confirm your address for localhost:8787"],
    ]);
  });
});

test("a name that could pass for an address is not repeated in a mail", async () => {
  await app.database.db
    .updateTable("account")
    .set({ username: "win at evil.test/now" })
    .where("id", "=", ada.id)
    .execute();
  await change(fresh);
  for (const { text, html } of await mail.deliver()) expect(text + html).not.toContain("evil.test");
});
