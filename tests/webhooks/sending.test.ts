import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import {
  createAddressPolicy,
  createAllowedTargets,
  newEd25519Secret,
  sealSecret,
} from "../../server/webhooks/index.ts";
import { createNodeTransport } from "../../server/webhooks/node-transport.ts";
import { createClock } from "../kit/clock.ts";
import { databaseForTest } from "../support/database.ts";
import { attemptsOf, endpointRow, enqueueMessages, insertAccount, insertEndpoint, openSender, seal } from "./sender.ts";
import { openSink, type Received, withStatus } from "./sink.ts";

function onlyOne<T>([first, ...more]: readonly T[]): T {
  if (first === undefined || more.length > 0) throw new Error(`${more.length + 1} where one is expected`);
  return first;
}

const inMs = (time: string) => Date.parse(time) - Date.now();

async function open(options: Parameters<typeof openSender>[1] = {}) {
  const { db } = await databaseForTest();
  const accountId = await insertAccount(db);
  const sink = await openSink();
  const endpoint = await insertEndpoint(db, accountId, sink.url);
  return { db, accountId, sink, endpoint, sender: openSender(db, options), clock: createClock(db) };
}

test("a message arrives with a signature that the reference library accepts", async () => {
  const { db, accountId, sink, endpoint, sender } = await open();
  const [id] = await enqueueMessages(db, accountId);
  expect(await sender.runOnce({ max: 10 })).toMatchObject({ delivered: 1 });
  const { headers, body } = onlyOne(sink.received);
  expect(new Webhook(endpoint.secret).verify(body, headers)).toEqual(JSON.parse(body));
  expect(headers).toMatchObject({ "webhook-id": id, "content-type": "application/json" });
  expect(JSON.parse(body)).toMatchObject({ type: "article.published", data: { number: expect.any(Number) } });
  expect(() => new Webhook(endpoint.secret).verify(`${body} `, headers)).toThrow();
  expect(await attemptsOf(db, endpoint.id)).toMatchObject([{ status: 204, error: null, attempt: 1, message_id: id }]);
  expect(await endpointRow(db, endpoint.id)).toMatchObject({ pending: 0, lease: null, failing_since: null });
  expect(await sender.runOnce({ max: 10 })).toMatchObject({ delivered: 0 });
});

test("attempts that end while no connection is free are recorded later, and not made again", async () => {
  const { db } = await databaseForTest({ maxConnections: 1, maxWaiting: 1 });
  const accountId = await insertAccount(db);
  const sink = await openSink();
  const endpoints: string[] = [];
  for (let made = 0; made < 12; made++) endpoints.push((await insertEndpoint(db, accountId, `${sink.url}/${made}`)).id);
  await enqueueMessages(db, accountId);
  expect(await openSender(db).runOnce({ max: 12 })).toMatchObject({ delivered: 12, unrecorded: 0 });
  expect(sink.received).toHaveLength(12);
  for (const id of endpoints) expect(await endpointRow(db, id)).toMatchObject({ pending: 0, lease: null });
});

test("while a secret is rotated both sign, and afterwards only the new one", async () => {
  const { db, accountId, sink, endpoint, sender, clock } = await open();
  const { secret, publicKey } = newEd25519Secret();
  await db
    .updateTable("webhook_endpoint")
    .set(({ ref }) => ({
      previous_sealed_secret: ref("sealed_secret"),
      previous_until: new Date(Date.now() + 3_600_000).toISOString(),
      sealed_secret: sealSecret(seal, endpoint.id, secret),
      public_key: publicKey,
    }))
    .execute();
  await enqueueMessages(db, accountId);
  await sender.runOnce({ max: 10 });
  const { headers, body } = onlyOne(sink.received);
  expect(headers["webhook-signature"]).toMatch(/^v1a,\S{86}== v1,\S{43}=$/);
  expect(new Webhook(endpoint.secret).verify(body, headers)).toEqual(JSON.parse(body));
  await clock.advance({ hours: 2 });
  await enqueueMessages(db, accountId);
  await sender.runOnce({ max: 10 });
  expect(sink.received[1]?.headers["webhook-signature"]).toMatch(/^v1a,\S{86}==$/);
});

test("messages arrive in order, and those behind a failing one wait for it", async () => {
  const { db, accountId, sink, endpoint, sender, clock } = await open();
  const ids = await enqueueMessages(db, accountId, 3);
  sink.answer = withStatus(500);
  expect(await sender.runOnce({ max: 10 })).toMatchObject({ pending: 1, delivered: 0 });
  expect((await endpointRow(db, endpoint.id)).failing_since).not.toBeNull();
  sink.answer = withStatus(200);
  expect(await sender.runOnce({ max: 10 })).toMatchObject({ pending: 0, delivered: 0 });
  await clock.advance({ seconds: 6 });
  expect(await sender.runOnce({ max: 10 })).toMatchObject({ delivered: 3 });
  expect(sink.received.map(({ headers }) => headers["webhook-id"])).toEqual([ids[0], ...ids]);
  expect((await endpointRow(db, endpoint.id)).failing_since).toBeNull();
});

test("a failing endpoint is retried for three days, then disabled, and its owner is notified", async () => {
  const { db, accountId, sink, endpoint, sender, clock } = await open();
  const [first] = await enqueueMessages(db, accountId, 2);
  sink.answer = withStatus(503);
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 10; attempt++) {
    expect(sender.disabled).toEqual([]);
    await sender.runOnce({ max: 10 });
    const pauseMs = inMs((await endpointRow(db, endpoint.id)).due_at);
    pauses.push(Math.round(pauseMs / 1000));
    await clock.advance({ seconds: Math.max(Math.ceil(pauseMs / 1000), 0) + 1 });
  }
  expect(pauses.slice(0, 9)).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(sender.disabled).toEqual([`${endpoint.id} failing`]);
  expect(await endpointRow(db, endpoint.id)).toMatchObject({ disabled_reason: "failing", pending: 1 });
  const { received } = sink;
  expect(new Set(received.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([first]));
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  expect(await sender.runOnce({ max: 10 })).toMatchObject({ pending: 0, failed: 0 });
  expect(sender.lines.filter((line) => line.includes("webhook.endpoint_disabled"))).toHaveLength(1);
});

test("each attempt has its own timestamp, and jitter of a tenth", async () => {
  const nowMs = [Date.now(), Date.now() + 60_000];
  const { db, accountId, sink, endpoint, sender, clock } = await open({
    nowMs: () => nowMs[sink.received.length] ?? 0,
    random: () => 1,
  });
  await enqueueMessages(db, accountId);
  sink.answer = withStatus(500);
  await sender.runOnce({ max: 1 });
  expect(inMs((await endpointRow(db, endpoint.id)).due_at)).toBeGreaterThan(5200);
  await clock.advance({ seconds: 6 });
  await sender.runOnce({ max: 1 });
  expect(sink.received.map(({ headers }) => Number(headers["webhook-timestamp"]))).toEqual(
    nowMs.map((ms) => Math.floor(ms / 1000)),
  );
});

test("Retry-After is respected up to a day, and never shortens the usual pause", async () => {
  const { db, accountId, sink, endpoint, sender } = await open();
  const inAnHour = () => new Date(Date.now() + 3_600_000).toUTCString();
  for (const [header, expectedSeconds] of [
    ["3600", 3600],
    [inAnHour(), 3600],
    ["9999999", 86_400],
    ["soon", 5],
    ["1", 5],
  ] as const) {
    await db.deleteFrom("webhook_message").execute();
    await db
      .updateTable("webhook_endpoint")
      .set({ pending: 0, due_at: new Date(0).toISOString() })
      .execute();
    await enqueueMessages(db, accountId);
    sink.answer = withStatus(429, { "retry-after": header });
    await sender.runOnce({ max: 1 });
    const seconds = inMs((await endpointRow(db, endpoint.id)).due_at) / 1000;
    expect(Math.abs(seconds - expectedSeconds), header).toBeLessThan(5);
  }
});

test("410 disables the endpoint at once", async () => {
  const { db, accountId, sink, endpoint, sender } = await open();
  await enqueueMessages(db, accountId, 2);
  sink.answer = withStatus(410);
  expect(await sender.runOnce({ max: 10 })).toMatchObject({ failed: 1 });
  expect(sender.disabled).toEqual([`${endpoint.id} gone`]);
  expect(await endpointRow(db, endpoint.id)).toMatchObject({ disabled_reason: "gone", pending: 1 });
});

test("a redirect is not followed and counts as failure, to another receiver and to the same", async () => {
  const { db, accountId, sink, endpoint, sender, clock } = await open();
  const other = await openSink();
  await enqueueMessages(db, accountId);
  const statuses = [301, 302, 303, 307, 308];
  for (const status of statuses) {
    sink.answer = withStatus(status, { location: status % 2 === 0 ? sink.url : other.url });
    expect(await sender.runOnce({ max: 10 })).toMatchObject({ pending: 1 });
    await clock.advance({ days: 1 });
  }
  expect([sink.received.length, other.received.length]).toEqual([statuses.length, 0]);
  expect((await attemptsOf(db, endpoint.id)).map(({ status }) => status)).toEqual(statuses);
});

const faults: Readonly<
  Record<string, readonly [(request: Received, response: import("node:http").ServerResponse) => void, string]>
> = {
  "never answers": [() => {}, "timed_out"],
  "breaks the connection off": [(_, response) => void response.socket?.destroy(), "connection_failed"],
  "answers no HTTP": [(_, response) => void response.socket?.end("nonsense\r\n\r\n"), "connection_failed"],
  "sends headers without an end": [
    (_, { socket }) => {
      socket?.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket?.write("x: y\r\n"), 20);
      socket?.on("close", () => clearInterval(timer));
    },
    "timed_out",
  ],
};

test("a receiver that gives no answer fails within the deadline, whatever it does instead", async () => {
  const { db, accountId, sink, endpoint, sender, clock } = await open();
  const impatient = openSender(db, { deadlineMs: 100 });
  await enqueueMessages(db, accountId);
  for (const [does, [answer, error]] of Object.entries(faults)) {
    sink.answer = answer;
    const { runOnce } = error === "timed_out" ? impatient : sender;
    expect(await runOnce({ max: 1 }), does).toMatchObject({ pending: 1 });
    expect((await attemptsOf(db, endpoint.id)).at(-1), does).toMatchObject({ status: null, error });
    await clock.advance({ days: 1 });
  }
});

test("of a response's body no more than a few KiB are read", async () => {
  const { db, accountId, sink, sender } = await open();
  await enqueueMessages(db, accountId);
  let written = 0;
  sink.answer = (_, response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && written < 1e9) {
        written += 65_536;
        if (!response.write(Buffer.alloc(65_536))) return void response.once("drain", more);
      }
    };
    more();
  };
  expect(await sender.runOnce({ max: 1 })).toMatchObject({ delivered: 1 });
  expect(written).toBeLessThan(2e7);
});

test("an address that has become private is refused when it is delivered to: nothing is connected", async () => {
  const { db, accountId, sink, endpoint } = await open();
  await enqueueMessages(db, accountId);
  const atHome = createAllowedTargets(createAddressPolicy([]), async () => ["127.0.0.1"]);
  await db
    .updateTable("webhook_endpoint")
    .set({ url: sink.url.replace("http://127.0.0.1", "https://a.example") })
    .execute();
  const sender = openSender(db, { send: createNodeTransport(atHome) });
  expect(await sender.runOnce({ max: 1 })).toMatchObject({ pending: 1 });
  expect(sink.received).toEqual([]);
  expect(await attemptsOf(db, endpoint.id)).toMatchObject([{ status: null, error: "address_refused" }]);
});

test("a secret moved to another endpoint's row signs nothing", async () => {
  const { db, accountId, sink, endpoint, sender } = await open();
  const other = await insertEndpoint(db, accountId, sink.url);
  const { sealed_secret } = await endpointRow(db, other.id);
  await db.updateTable("webhook_endpoint").set({ sealed_secret }).where("id", "=", endpoint.id).execute();
  await enqueueMessages(db, accountId);
  expect(await sender.runOnce({ max: 10 })).toMatchObject({ delivered: 1, unrecorded: 1 });
  expect(sink.received).toHaveLength(1);
  expect(sender.lines.join()).toContain("webhook.attempt_unrecorded");
});

test("an endpoint of a suspended account receives nothing meanwhile", async () => {
  const { db, accountId, sink, sender } = await open();
  await enqueueMessages(db, accountId);
  await db.updateTable("account").set({ suspended_at: new Date().toISOString() }).execute();
  await sender.runOnce({ max: 10 });
  expect(sink.received).toEqual([]);
  await db.updateTable("account").set({ suspended_at: null }).execute();
  await sender.runOnce({ max: 10 });
  expect(sink.received).toHaveLength(1);
});
