import { createHmac, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { Webhook as Signer } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { compose } from "../../server/app/compose.ts";
import { readConfig } from "../../server/app/config.ts";
import { createServices } from "../../server/app/services.ts";
import { createLog } from "../../server/providers/log.ts";
import { newEd25519Secret, newHmacSecret } from "../../server/webhooks/index.ts";
import { signMessage } from "../../server/webhooks/signature.ts";
import { defineApi, defineWebhooks, webhook } from "../../shared/contract/index.ts";
import { databaseForTest } from "../support/database.ts";

const invoice = z.object({
  id: z.string(),
  created: z.int(),
  data: z.object({ invoice: z.string(), paid: z.boolean() }),
});

const webhooks = defineWebhooks({
  standard: webhook({ summary: "Record a payment", verify: "standard", secret: "STANDARD_SECRET", input: invoice }),
  stripe: webhook({
    summary: "Record a payment in order",
    verify: "stripe",
    secret: "STRIPE_SECRET",
    order: { subject: "data.invoice", at: "created" },
    input: invoice,
  }),
  github: webhook({
    summary: "Record a push",
    verify: "github",
    secret: "GITHUB_SECRET",
    input: z.object({ ref: z.string() }),
  }),
  unset: webhook({ summary: "Do nothing", verify: "github", secret: "UNSET_SECRET", input: z.object({}) }),
});

const hmac = newHmacSecret().secret;
const formerHmac = newHmacSecret().secret;
const pair = newEd25519Secret();
const secrets = {
  STANDARD_SECRET: [hmac, formerHmac, pair.publicKey ?? ""],
  STRIPE_SECRET: ["whsec_test_stripe"],
  GITHUB_SECRET: ["It's a Secret to Everybody"],
};

const body = (created = 1, more: object = {}) =>
  JSON.stringify({ id: randomUUID(), created, data: { invoice: "i1", paid: true }, unknown: 1, ...more });

/** An application with webhooks whose handlers record what they get. */
async function open() {
  const { db } = await databaseForTest();
  await sql`create table handled (name text, id text, input jsonb, type text)`.execute(db);
  let isFailing = false;
  const record =
    (name: string) =>
    async ({ tx, id, input, type }: { tx: typeof db; id: string; input: object; type: string | null }) => {
      await sql`insert into handled values (${name}, ${id}, ${JSON.stringify(input)}::jsonb, ${type})`.execute(tx);
      if (isFailing) throw new Error("the handler failed");
    };
  const lines: string[] = [];
  const { fetch } = compose({
    api: defineApi({}),
    handlers: {},
    receivedWebhooks: {
      webhooks,
      handlers: {
        standard: record("standard"),
        stripe: record("stripe"),
        github: record("github"),
        unset: record("unset"),
      },
      secrets,
    },
    authenticate: async () => null,
    readiness: { isAccepting: () => true, dependencies: {} },
    config: { publicUrl: new URL("http://localhost"), appOrigins: "*", trustedProxies: 0 },
    log: createLog("debug", (line) => lines.push(line)),
  });
  const services = createServices(db, readConfig({}));
  return {
    lines,
    fail: (isFailingNow: boolean) => {
      isFailing = isFailingNow;
    },
    handled: async () =>
      (await sql<{ name: string; id: string; input: unknown }>`select * from handled`.execute(db)).rows,
    post: async (name: string, text: string, headers: Record<string, string>, method = "POST") => {
      const init = {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(method === "POST" && { body: text }),
      };
      const response = await fetch(new Request(`http://localhost/webhooks/in/${name}`, init), {
        services,
        address: null,
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

const standardHeaders = (secret: string, text: string, { id = randomUUID(), at = new Date() } = {}) => ({
  "webhook-id": id,
  "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
  "webhook-signature": new Signer(secret).sign(id, at, text),
});

const stripeHeaders = (text: string, { secret = "whsec_test_stripe", at = Date.now() } = {}) => {
  const t = Math.floor(at / 1000);
  const v1 = createHmac("sha256", secret).update(`${t}.${text}`).digest("hex");
  return { "stripe-signature": `t=${t},v1=${"0".repeat(64)},v1=${v1},v0=ignored` };
};

const githubHeaders = (text: string, id: string) => ({
  "x-github-delivery": id,
  "x-hub-signature-256": `sha256=${createHmac("sha256", "It's a Secret to Everybody").update(text).digest("hex")}`,
});

test("a message signed by the reference library is handled once, under either secret while one is rotated", async () => {
  const { post, handled } = await open();
  const text = body();
  const headers = standardHeaders(hmac, text);
  expect(await post("standard", text, headers)).toEqual({ status: 200, body: { result: "handled" } });
  expect(await post("standard", text, headers)).toEqual({ status: 200, body: { result: "duplicate" } });
  expect(await handled()).toMatchObject([
    { name: "standard", id: headers["webhook-id"], input: { data: { invoice: "i1", paid: true } } },
  ]);
  expect(JSON.stringify(await handled())).not.toContain("unknown");
  const other = body();
  expect((await post("standard", other, standardHeaders(formerHmac, other))).status).toBe(200);
  const id = randomUUID();
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = signMessage(pair.secret, { id, timestamp, body: other });
  const ed25519 = {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": `v1,none ${signature}`,
  };
  expect((await post("standard", other, ed25519)).status).toBe(200);
  expect((await post("standard", `${other} `, { ...ed25519, "webhook-id": randomUUID() })).status).toBe(401);
});

test("Stripe's and GitHub's schemes are verified; GitHub's own example holds", async () => {
  const { post, handled } = await open();
  const text = body();
  expect(await post("stripe", text, stripeHeaders(text))).toEqual({ status: 200, body: { result: "handled" } });
  expect(await post("stripe", text, stripeHeaders(text))).toEqual({ status: 200, body: { result: "duplicate" } });
  const push = JSON.stringify({ ref: "refs/heads/main" });
  const pushed = { ...githubHeaders(push, "1"), "x-github-event": "push" };
  expect(await post("github", push, pushed)).toEqual({ status: 200, body: { result: "handled" } });
  expect(await post("github", push, githubHeaders(push, "1"))).toEqual({ status: 200, body: { result: "duplicate" } });
  expect(await handled()).toMatchObject([
    { name: "stripe", type: null },
    { name: "github", type: "push" },
  ]);
  // docs.github.com, "Validating webhook deliveries": this signature of "Hello, World!" is valid, and so the body is parsed.
  const example = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  const greeting = await post("github", "Hello, World!", { "x-github-delivery": "2", "x-hub-signature-256": example });
  expect(greeting).toMatchObject({ status: 400, body: { code: "malformed" } });
});

test("a message that was overtaken by a later one of its subject is ignored", async () => {
  const { post, handled } = await open();
  const send = async (created: number, invoiceId: string) => {
    const text = body(created, { data: { invoice: invoiceId, paid: true } });
    return (await post("stripe", text, stripeHeaders(text))).body.result;
  };
  expect(await send(200, "i1")).toBe("handled");
  expect(await send(100, "i1")).toBe("outdated");
  expect(await send(200, "i1")).toBe("handled");
  expect(await send(100, "i2")).toBe("handled");
  expect(await handled()).toHaveLength(3);
});

test("a byte order mark before the JSON is signed with it, and read over", async () => {
  const { post } = await open();
  const text = `\ufeff${body()}`;
  const headers = { ...standardHeaders(hmac, text), "content-type": "application/json; charset=utf-8" };
  expect(await post("standard", text, headers)).toMatchObject({ status: 200, body: { result: "handled" } });
});

test.each(["", "é".repeat(257)])(
  "a subject that cannot be recorded is malformed, not a failure of the service",
  async (invoice) => {
    const { post, handled } = await open();
    const text = body(1, { data: { invoice, paid: true } });
    expect(await post("stripe", text, stripeHeaders(text))).toMatchObject({ status: 400, body: { code: "malformed" } });
    expect(await handled()).toEqual([]);
  },
);

test("a handler that fails answers 500 and leaves no record, so that the sender's repetition is handled", async () => {
  const { post, handled, fail, lines } = await open();
  const text = body();
  const headers = standardHeaders(hmac, text);
  fail(true);
  expect(await post("standard", text, headers)).toMatchObject({ status: 500, body: { code: "internal" } });
  expect(lines.join()).toContain("the handler failed");
  fail(false);
  expect(await post("standard", text, headers)).toMatchObject({ status: 200, body: { result: "handled" } });
  expect(await handled()).toHaveLength(1);
});

describe("refusals are problem documents, and nothing is handled", () => {
  test("an invalid signature, time, body or webhook", async () => {
    const { post, handled } = await open();
    const text = body();
    const now = Date.now();
    const valid = standardHeaders(hmac, text);
    const late = (ms: number) => standardHeaders(hmac, text, { at: new Date(now + ms) });
    const misfit = JSON.stringify({ id: "1", created: "now" });
    const refusals = [
      ["standard", text, {}, 401],
      ["standard", text, standardHeaders(newHmacSecret().secret, text), 401],
      ["standard", `${text} `, valid, 401],
      ["standard", text, { ...valid, "webhook-id": "other" }, 401],
      ["standard", text, { ...valid, "webhook-timestamp": String(Math.floor(now / 1000) - 1) }, 401],
      ["standard", text, { ...valid, "webhook-signature": "v1,AAAA" }, 401],
      ["standard", text, late(-301_000), 401],
      ["standard", text, late(305_000), 401],
      ["standard", text, { ...valid, "content-type": "text/plain" }, 415],
      ["standard", "nonsense", standardHeaders(hmac, "nonsense"), 400],
      ["standard", misfit, standardHeaders(hmac, misfit), 422],
      ["standard", "x".repeat(1_100_000), valid, 413],
      ["stripe", text, stripeHeaders(text, { secret: "other" }), 401],
      ["stripe", text, stripeHeaders(text, { at: now - 301_000 }), 401],
      ["github", text, { ...githubHeaders(text, "1"), "x-hub-signature-256": `sha256=${"0".repeat(64)}` }, 401],
      ["github", JSON.stringify({ ref: "r" }), githubHeaders(JSON.stringify({ ref: "r" }), ""), 400],
      ["unset", "{}", {}, 404],
      ["unknown", "{}", {}, 404],
      ["toString", "{}", {}, 404],
    ] as const;
    for (const [name, sent, headers, status] of refusals)
      expect(await post(name, sent, headers), `${name} ${status} ${JSON.stringify(headers)}`).toMatchObject({
        status,
        body: { status },
      });
    expect(await post("standard", text, valid, "GET")).toMatchObject({ status: 405 });
    expect(await handled()).toEqual([]);
  });
});

test.each([
  ["a name that is no segment of a URL", { "Bill/ing": {} }, "Bill/ing: a name is a segment"],
  [
    "a secret that is no setting",
    { billing: { secret: "secret" } },
    'billing: secret: "secret" is no name of a setting',
  ],
  ["an id that the input lacks", { billing: { id: "data.id" } }, 'billing: the input has no field "data.id"'],
  ["an order that the input lacks", { billing: { order: { subject: "id", at: "at" } } }, 'has no field "at"'],
])("defineWebhooks refuses %s", (_, given, message) => {
  const all = Object.entries(given).map(([name, options]) => [
    name,
    webhook({ summary: "s", verify: "standard", secret: "SECRET", input: invoice, ...options }),
  ]);
  expect(() => defineWebhooks(Object.fromEntries(all))).toThrow(message);
});
