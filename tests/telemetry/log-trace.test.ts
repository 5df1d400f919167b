import { expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { deliverTo, implementMessages } from "../../server/brokers/index.ts";
import { transaction } from "../../server/database/index.ts";
import { createReaders, inKeyOrder, type LoggedEvent } from "../../server/events/index.ts";
import { enqueue } from "../../server/jobs/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { webhookReader } from "../../server/webhooks/index.ts";
import { consumes, defineMessages } from "../../shared/contract/index.ts";
import { publisherAt, source, subscribed } from "../brokers/pub-sub.ts";
import { startTestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { createTestDispatcher } from "../support/jobs.ts";
import { enrol, publish } from "../support/people.ts";
import { redisUrl, testRedis } from "../support/redis.ts";
import { insertEndpoint, openSender } from "../webhooks/sender.ts";
import { openSink } from "../webhooks/sink.ts";
import { outline, startTestSdk, type TestSdk } from "./sdk.ts";

const log = createLog("silent", () => {});

async function tracedApp() {
  const sdk = startTestSdk();
  const app = await startTestApp({}, undefined, {
    ...openTestCaching(),
    telemetry: { tracer: sdk.tracer, calls: null },
  });
  onTestFinished(app.stop);
  return { app, sdk, tracer: sdk.tracer, db: app.database.db };
}

/** The operations of the trace with an append, without SQL. */
const operations = (sdk: TestSdk) =>
  sdk
    .trees()
    .filter(({ name }) => name === "POST /api/articles")
    .flatMap((tree) => outline(tree))
    .filter((line) => /\b(?:append|enqueue|process|send|create|POST)\b/.test(line))
    .map((line) => line.trim());

test("an article's publication is one tree: request, event, its reader, the job that it asks for, the webhook", async () => {
  const { app, sdk, tracer, db } = await tracedApp();
  const person = await enrol(app);
  const account = await db
    .selectFrom("account")
    .select("id")
    .where("username", "=", person.username)
    .executeTakeFirstOrThrow();
  const sink = await openSink();
  await insertEndpoint(db, account.id, sink.url);
  const notice = { accountId: account.id, to: null, about: "role_changed" } as const;
  const subscriber = {
    name: "notices",
    takes: ({ name }: LoggedEvent) => name === "article.published",
    deliver: inKeyOrder(() => transaction(db, async (tx) => void (await enqueue(tx, "mail.notice", notice))), {
      concurrency: 1,
    }),
  };
  const readers = createReaders([webhookReader(db), subscriber], { db, log, tracer });
  await readers.register();
  sdk.reset();
  await publish(app, person);
  await readers.runOnce({ max: 10 });
  await createTestDispatcher({ db, log, tracer, handlers: { "mail.notice": async () => {} } }).runOnce({ max: 10 });
  await openSender(db, { tracer }).runOnce({ max: 10 });

  expect(operations(sdk)).toEqual([
    "POST /api/articles",
    "append article.published",
    "process article.published",
    "enqueue mail.notice",
    "process mail.notice",
    "POST webhook",
  ]);
  const spans = new Map(sdk.spans().map((span) => [span.name, span]));
  expect(spans.get("process mail.notice")?.parentSpanContext?.spanId).toBe(
    spans.get("enqueue mail.notice")?.spanContext().spanId,
  );
  // PRODUCER and CONSUMER, as the conventions for messaging ask for; an HTTP request is of a CLIENT.
  expect(
    ["append article.published", "process article.published", "POST webhook"].map((name) => spans.get(name)?.kind),
  ).toEqual([3, 4, 2]);
  expect(sink.received[0]?.headers.traceparent).toContain(String(spans.get("POST webhook")?.spanContext().spanId));
  expect(spans.get("POST webhook")?.attributes).toEqual({
    "http.request.method": "POST",
    "http.response.status_code": 204,
    "dovetail.webhook.event": "article.published",
  });
});

test("a job that fails marks its span, with only the class of the error", async () => {
  const { sdk, tracer, db } = await tracedApp();
  const input = { accountId: 1, to: null, about: "role_changed" } as const;
  await transaction(db, (tx) => enqueue(tx, "mail.notice", input));
  const handlers = { "mail.notice": () => Promise.reject(new RangeError("of ada@example.com")) };
  await createTestDispatcher({ db, log, tracer, handlers, retry: { maxAttempts: 1 } }).runOnce({ max: 1 });
  const [span] = sdk.spans();
  expect(span?.attributes).toMatchObject({ "error.type": "RangeError", "dovetail.job.attempt": 1 });
  expect(JSON.stringify([span?.attributes, span?.status, span?.events])).not.toContain("ada");
});

const messages = defineMessages({
  seen: consumes({
    summary: "Take note of an article",
    source: "orders",
    type: "article.published",
    access: { sources: [source] },
    input: z.looseObject({ articleId: z.int() }),
  }),
});

test.skipIf("reason" in testRedis)(
  "a message continues the trace through the broker; a batch is linked to the traces of its messages",
  async () => {
    const { app, sdk, tracer, db } = await tracedApp();
    const person = await enrol(app);
    const stream = `t${crypto.randomUUID()}`;
    const address = `${redisUrl}?stream=${stream}`;
    const { publisher } = publisherAt(address);
    const deliver = deliverTo(publisher, { source, log, tracer });
    const readers = createReaders([{ name: "broker:redis", takes: ({ isPublic }) => isPublic, deliver }], {
      db,
      log,
      tracer,
    });
    await readers.register();
    sdk.reset();
    await publish(app, person);
    await readers.runOnce({ max: 10 });
    const handlers = implementMessages(messages, { seen: ({ write }) => write(async () => {}) });
    const { stop } = subscribed({ address, database: app.database, messages, handlers, tracer });
    // The span ends after the commit that the handler belongs to.
    await expect
      .poll(() => operations(sdk))
      .toEqual(["POST /api/articles", "append article.published", "send events", "process orders"]);

    await publish(app, person);
    await publish(app, person);
    await readers.runOnce({ max: 10 });
    const processed = () => operations(sdk).filter((name) => name === "process orders").length;
    await expect.poll(processed).toBe(3);
    await stop();
    const created = sdk.spans().filter(({ name }) => name === "create events");
    const batch = sdk.spans().findLast(({ name }) => name === "send events");
    expect(batch?.attributes["messaging.batch.message_count"]).toBe(2);
    expect(batch?.links.map(({ context }) => context.spanId)).toEqual(created.map((span) => span.spanContext().spanId));
  },
);
