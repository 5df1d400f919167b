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

interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly address?: string;
  readonly host?: string;
  readonly hasMailbox?: boolean;
}

/** Sends a request to an application with or without the dev inbox. */
function ask(
  path: string,
  { headers = {}, method = "GET", address = "127.0.0.1", host = "localhost:8787", hasMailbox = true }: Asked = {},
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
  return Promise.resolve(app.fetch(new Request(`http://${host}${path}`, { method, headers }), { services, address }));
}

const html = { accept: "text/html" };

describe("the dev inbox", () => {
  test("shows a browser the sent messages, with clickable links and escaped markup", async () => {
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

  test("shows a message's HTML, which can neither load nor run anything", async () => {
    const { id } = mailbox.list()[0] ?? { id: "" };
    const answer = await ask(`/dev/mail/${id}`);
    expect([answer.status, await answer.text()]).toEqual([200, message.html]);
    expect(answer.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline';.* sandbox/,
    );
    expect((await ask("/dev/mail/unknown")).status).toBe(404);
  });

  test.each<[string, Asked]>([
    ["from another machine", { address: "192.0.2.1" }],
    ["under another name that leads to this machine", { host: "evil.test:8787" }],
    ["under a name that only begins like this machine's", { host: "localhost.evil.test" }],
    ["to another site's script", { headers: { origin: "https://evil.test" } }],
    ["to the script of another port", { headers: { origin: "http://localhost:3000" } }],
    ["to a page without an origin", { headers: { origin: "null" } }],
    ["to an image of another site", { headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" } }],
    ["where mail is really sent", { hasMailbox: false }],
    ...[
      "x-forwarded-for",
      "x-forwarded-host",
      "X-Forwarded-Proto",
      "forwarded",
      "via",
      "cf-ray",
      "cf-connecting-ip",
    ].map((name): [string, Asked] => [`behind a proxy that adds ${name}`, { headers: { [name]: "192.0.2.1" } }]),
  ])("is not there %s", async (_, options) => {
    for (const path of ["/dev/mail", `/dev/mail/${mailbox.list()[0]?.id}`]) {
      const answer = await ask(path, options);
      expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([404, null]);
      expect(await answer.text()).not.toContain(message.to);
    }
  });

  test("is not shared with any other page, preflights included", async () => {
    for (const answer of [await ask("/dev/mail"), await ask("/dev/mail", { method: "OPTIONS" })]) {
      expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
      expect(answer.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    }
  });

  test("is there for a link followed from any site, and with the header that wrangler adds", async () => {
    const followed = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await ask("/dev/mail", { headers: { ...html, ...followed } })).status).toBe(200);
    expect((await ask("/dev/mail", { headers: { "cf-connecting-ip": "127.0.0.1" } })).status).toBe(200);
  });

  test("keeps the last 200 messages", async () => {
    const own = createDevInbox();
    const { signal } = new AbortController();
    for (let at = 0; at < 205; at++) await own.send({ ...message, subject: String(at) }, String(at), signal);
    expect([own.list().length, own.list()[0]?.subject, own.list().at(-1)?.subject]).toEqual([200, "204", "5"]);
  });
});

test.each(["verify", "reset", "email", "forgot"])(
  "the page %s contains no token, submits no field by itself and loads its script",
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
