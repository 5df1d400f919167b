import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MailError, type MailTransport, type Message } from "../../server/providers/mail/index.ts";
import { enrolOwner, everythingKept, type Owner } from "../accounts/owner.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { openMail, tokenIn } from "../support/mail.ts";

let app: TestApp;
let ada: Owner;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  ada = await enrolOwner(app);
  await app.database.db.deleteFrom("job").execute();
});

const request = () => app.rest("POST", "/passwords/reset-requests", { body: { email: ada.email } });
const confirm = (token: string) =>
  app.rest("POST", "/passwords/resets", { body: { token, password: "another password" } });
const makeDueAgain = () =>
  sql`update job set state = 'pending', finished_at = null, available_at = now()`.execute(app.database.db);

/** Fails a given number of times, then accepts. */
function failing(times: number): MailTransport & { readonly tried: Message[]; readonly keys: string[] } {
  const tried: Message[] = [];
  const keys: string[] = [];
  return {
    tried,
    keys,
    send: async (message, key) => {
      tried.push(message);
      keys.push(key);
      if (tried.length <= times) throw new MailError("the mail server did not accept a message", "EAUTH");
    },
  };
}

test("a redelivered event sends one mail, and the link stays valid", async () => {
  const mail = openMail(app);
  await request();
  const [message] = await mail.deliver();
  await makeDueAgain();
  expect(await mail.deliver()).toEqual([]);
  expect((await confirm(tokenIn(message))).status).toBe(204);
  expect((await mail.deliver()).map(({ subject }) => subject)).toEqual(["Your password was reset at localhost:8787"]);
  await makeDueAgain();
  expect(await mail.deliver()).toEqual([]);
});

test("a mail that was not accepted is sent again under the same key, and the log reports it without a secret", async () => {
  const transport = failing(2);
  const mail = openMail(app, transport);
  await request();
  await expect
    .poll(
      async () => {
        await mail.deliver();
        return transport.tried.length;
      },
      { timeout: 10_000 },
    )
    .toBe(3);
  const tokens = transport.tried.map(tokenIn);
  expect([
    new Set(transport.keys).size,
    new Set(transport.tried.map((message) => JSON.stringify(message))).size,
  ]).toEqual([1, 1]);
  expect((await confirm(tokens[0] ?? "")).status).toBe(204);
  expect((await confirm(tokens[0] ?? "")).status).toBe(410);
  const log = mail.logLines.join("\n");
  expect(log).toContain("EAUTH");
  expect(log).not.toContain(ada.email);
  for (const token of tokens) expect(log + (await everythingKept(app))).not.toContain(token);
});

test("two mails that were asked for have two links and two keys", async () => {
  const transport = failing(0);
  const mail = openMail(app, transport);
  for (let asked = 0; asked < 2; asked++) {
    await request();
    await mail.deliver();
  }
  const tokens = transport.tried.map(tokenIn);
  expect([new Set(tokens).size, new Set(transport.keys).size]).toEqual([2, 2]);
  expect((await confirm(tokens[0] ?? "")).status).toBe(410);
  expect((await confirm(tokens[1] ?? "")).status).toBe(204);
});

test("an event that comes again after its link was used opens nothing", async () => {
  const mail = openMail(app);
  await request();
  const [message] = await mail.deliver();
  expect((await confirm(tokenIn(message))).status).toBe(204);
  // As if the process had crashed before it recorded the sent mail.
  await sql`update mail set sent_at = null`.execute(app.database.db);
  await makeDueAgain();
  await mail.deliver();
  expect((await confirm(tokenIn(message))).status).toBe(410);
});

test("G3 no event holds a token, whatever state it is in", async () => {
  const mail = openMail(app);
  await request();
  const [message] = await mail.deliver();
  const { rows } = await sql<{ text: string }>`select input::text as text from job`.execute(app.database.db);
  expect(rows.length).toBeGreaterThan(0);
  for (const { text } of rows) expect(text).not.toContain(tokenIn(message));
  const { rows: mails } = await sql<{ text: string }>`select mail::text as text from mail`.execute(app.database.db);
  for (const { text } of mails) expect(text).not.toContain(ada.email);
});

test("where no mail is sent, jobs are done with and make no links", async () => {
  const { db } = app.database;
  await request();
  const before = await db.selectFrom("mail_token").selectAll().execute();
  const { createMailHandlers } = await import("../../server/features/notifications/index.ts");
  const { createDispatcher } = await import("../../server/jobs/index.ts");
  const handlers = createMailHandlers({
    db,
    transport: null,
    service: "s",
    accountPages: "p",
    linkSecret: Buffer.alloc(32),
  });
  const log = { writesInfo: false, info: () => {}, warn: () => {}, error: () => {} };
  expect((await createDispatcher({ db, log, handlers }).runOnce({ max: 10 })).done).toBe(1);
  expect(await db.selectFrom("mail_token").selectAll().execute()).toEqual(before);
});

test("markup that people typed is text in HTML", async () => {
  const { write } = await import("../../server/features/notifications/letter.ts");
  const letter = { subject: "<b>", paragraphs: [`<img src=x onerror="a('b')">&`] };
  expect(write(letter, "s").html).toContain("&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;");
  expect(write(letter, "s").text).toContain("<img src=x");
});
