import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoAccount } from "../../seed/content/authors.ts";
import { createApp } from "../../server/app/app.ts";
import { readConfig } from "../../server/app/config.ts";
import { createServices } from "../../server/app/services.ts";
import { createLog } from "../../server/providers/log.ts";
import { createDevInbox, type DevInbox } from "../../server/providers/mail/index.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

const message = {
  to: "ada@example.com",
  subject: "Confirm <your> address",
  text: "See\nhttp://localhost:8787/account/verify#token=dvm_abc\n",
  html: "<p>See</p>",
};

let database: TestDatabase;
let mailbox: DevInbox;
beforeAll(async () => {
  database = await createTestDatabase();
  mailbox = createDevInbox();
  await mailbox.send(message, "1", new AbortController().signal);
});
afterAll(() => database.drop());

const log = createLog("silent", () => {});

/** Asks an application with the mailbox, or without. */
function ask(
  path: string,
  { headers = {}, address = "127.0.0.1", host = "localhost:8787", hasMailbox = true } = {},
): Promise<Response> {
  const config = readConfig({});
  const app = createApp({
    demo: demoAccount,
    config,
    log,
    runtime: "a test",
    mailbox: hasMailbox ? mailbox : null,
    isAccepting: () => true,
  });
  const services = createServices(database.db, config);
  return Promise.resolve(app.fetch(new Request(`http://${host}${path}`, { headers }), { services, address }));
}

const html = { accept: "text/html" };

describe("the mailbox", () => {
  test("shows people what was sent, with links to follow and markup as text", async () => {
    const page = await ask("/dev/mail", { headers: html });
    const text = await page.text();
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(text).toContain("Confirm &lt;your&gt; address");
    expect(text).toContain('<a href="http://localhost:8787/account/verify#token=dvm_abc">');
  });

  test("answers programs with JSON", async () => {
    expect(await (await ask("/dev/mail")).json()).toMatchObject({ messages: [message] });
  });

  test("shows a message as HTML that can load and run nothing", async () => {
    const { id } = mailbox.list()[0] ?? { id: "" };
    const answer = await ask(`/dev/mail/${id}`);
    expect([answer.status, await answer.text()]).toEqual([200, message.html]);
    expect(answer.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline';.* sandbox/,
    );
    expect((await ask("/dev/mail/unknown")).status).toBe(404);
  });

  test.each([
    ["from another machine", { address: "192.0.2.1" }],
    ["under another name", { host: "evil.test" }],
    ["through a proxy", { headers: { "x-forwarded-for": "192.0.2.1" } }],
    ["where mail leaves", { hasMailbox: false }],
  ])("is not there %s", async (_, options) => {
    for (const path of ["/dev/mail", `/dev/mail/${mailbox.list()[0]?.id}`])
      expect((await ask(path, options)).status).toBe(404);
  });

  test("keeps the last 200 messages", async () => {
    const own = createDevInbox();
    const { signal } = new AbortController();
    for (let at = 0; at < 205; at++) await own.send({ ...message, subject: String(at) }, String(at), signal);
    expect([own.list().length, own.list()[0]?.subject, own.list().at(-1)?.subject]).toEqual([200, "204", "5"]);
  });
});

test.each(["verify", "reset", "email", "forgot"])(
  "the page %s holds no token, sends no field by itself and asks for its script",
  async (page) => {
    const answer = await ask(`/account/${page}`, { address: "192.0.2.1", hasMailbox: false });
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text).toContain('<script type="module" src="/assets/account.js"></script>');
    expect(text).not.toMatch(/<input[^>]* name=/);
    expect(text).toContain('role="status"');
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  },
);
