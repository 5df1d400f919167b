import { expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { stateMetrics } from "../../server/app/state-metrics.ts";
import { deliverTo, implementMessages } from "../../server/brokers/index.ts";
import { transaction } from "../../server/database/index.ts";
import { createReaders, inKeyOrder } from "../../server/events/index.ts";
import { enqueue } from "../../server/jobs/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createCallRecorder } from "../../server/telemetry/call-recorder.ts";
import { createCallRecords } from "../../server/telemetry/metrics.ts";
import { openMetricsText } from "../../server/telemetry/open-metrics.ts";
import { webhookReader } from "../../server/webhooks/index.ts";
import { consumes, defineMessages, notFound } from "../../shared/contract/index.ts";
import { messageOf, publisherAt, source, subscribed } from "../brokers/pub-sub.ts";
import { startTestApp } from "../support/app.ts";
import { openTestCaching } from "../support/caching.ts";
import { createTestDispatcher } from "../support/jobs.ts";
import { enrol, publish } from "../support/people.ts";
import { redisUrl, testRedis } from "../support/redis.ts";
import { insertEndpoint, openSender } from "../webhooks/sender.ts";
import { openSink, withStatus } from "../webhooks/sink.ts";
import { startTestSdk } from "./sdk.ts";

const canary = "canary7f3k";

const messages = defineMessages({
  seen: consumes({
    summary: "Take note of an article",
    source: "orders",
    type: "note.taken",
    access: { sources: [source] },
    input: z.object({ note: z.string(), size: z.enum(["small", "large"]), by: z.record(z.string(), z.int()) }),
    errors: { unknown_note: notFound("note") },
  }),
});

const handlers = implementMessages(messages, {
  seen: ({ input: { size }, fail, write }) =>
    write(async () => {
      if (size === "large") fail("unknown_note");
    }),
});

async function tracedApp() {
  const sdk = startTestSdk();
  const recorder = createCallRecorder({ max: 1000, inner: sdk.tracer });
  const calls = createCallRecords();
  const { tracer } = recorder;
  const app = await startTestApp({}, undefined, { ...openTestCaching(), telemetry: { tracer, calls } });
  onTestFinished(app.stop);
  const lines: string[] = [];
  const log = createLog("debug", (line) => lines.push(line));
  return { app, db: app.database.db, sdk, recorder, calls, tracer, lines, log };
}

type Traced = Awaited<ReturnType<typeof tracedApp>>;

/** Publishers with passwords in their addresses, where nothing listens. */
function unreachable() {
  const [secret, at] = [`${canary}:${canary}`, "127.0.0.1:1"];
  return [
    `amqp://${secret}@${at}?exchange=events`,
    `nats://${secret}@${at}`,
    `redis://${secret}@${at}`,
    `kafka://${secret}@${at}`,
    `upstash://${canary}@${at}?tls=off`,
  ].map((address) => publisherAt(address));
}

/** Sends webhooks to endpoints that answer, refuse, hang, are closed or cannot be resolved. */
async function sendWebhooks({ db, tracer, log }: Traced, accountId: number) {
  const [answering, refusing, hanging] = [await openSink(), await openSink(), await openSink()];
  refusing.answer = withStatus(410);
  hanging.answer = () => {};
  const urls = [answering.url, refusing.url, hanging.url, "http://127.0.0.1:1", `https://${canary}.invalid`];
  for (const url of [...urls, "https://10.0.0.1"])
    await insertEndpoint(db, accountId, `${url}/${canary}?token=${canary}`);
  return {
    answering,
    send: () => openSender(db, { tracer, log, deadlineMs: 500 }).runOnce({ max: 20 }),
  };
}

/** Consumes messages that are valid, that fail, that have an invalid value or key, and that are no JSON. */
async function consumeAll({ app, tracer }: Traced, address: string) {
  const { lines, stop } = subscribed({ address, database: app.database, messages, handlers, tracer });
  const { publisher, lines: sent } = publisherAt(address);
  const fitting = { note: canary, size: "small", by: { ada: 1 } };
  const data = [
    fitting,
    { ...fitting, size: "large" },
    { ...fitting, size: canary },
    { ...fitting, by: { [canary]: canary } },
  ];
  const all = data.map((one) => messageOf("note.taken", one, { key: canary }));
  const unreadable = { ...messageOf("note.taken", {}), body: `no JSON: ${canary}` };
  await publisher.publish([...all, unreadable], new AbortController().signal);
  await expect.poll(() => lines.filter(({ event }) => event === "broker.message_dead").length).toBe(4);
  await stop();
  return [...lines, ...sent];
}

test.skipIf("reason" in testRedis)(
  "no content of jobs, broker messages and webhooks is in a span, a metric or a log line",
  async () => {
    const traced = await tracedApp();
    const { app, db, sdk, recorder, calls, tracer, lines, log } = traced;
    const person = await enrol(app, `${canary}ada`);
    const { answering, send } = await sendWebhooks(traced, person.id);
    const address = `${redisUrl}?stream=${crypto.randomUUID()}`;
    const working = publisherAt(address);
    const broken = unreachable();
    const notice = {
      accountId: person.id,
      to: { email: `${canary}@example.com`, username: canary },
      about: "role_changed",
    } as const;
    const deliver = inKeyOrder(() => transaction(db, async (tx) => void (await enqueue(tx, "mail.notice", notice))), {
      concurrency: 1,
    });
    const toBrokers = [working, ...broken].map(({ publisher }) => ({
      name: publisher.name === "broker:redis" ? crypto.randomUUID() : publisher.name,
      takes: () => true,
      deliver: deliverTo(publisher, { source, log, tracer }),
    }));
    const definitions = [webhookReader(db), { name: "notices", takes: () => true, deliver }, ...toBrokers];
    const readers = createReaders(definitions, { db, log, tracer });
    await readers.register();
    await publish(app, person, { title: canary, body: canary, description: canary, tagList: [canary] });
    await readers.runOnce({ max: 10 });
    for (const handler of [() => Promise.reject(new RangeError("no mail")), async () => {}])
      await createTestDispatcher({ db, log, tracer, handlers: { "mail.notice": handler } }).runOnce({ max: 10 });
    await send();
    const consumed = await consumeAll(traced, `${redisUrl}?stream=${crypto.randomUUID()}`);

    // The canary did pass through.
    expect(answering.received[0]?.body).toContain(canary);
    const spans = sdk.spans();
    const names = new Set(spans.map(({ name }) => name));
    for (const name of ["process mail.notice", "POST webhook", "send events", "process orders"])
      expect(names).toContain(name);
    expect(broken.map(({ lines: [line] }) => line?.event)).toEqual(broken.map(() => "broker.unavailable"));
    const places = {
      spans: spans.map(({ name, attributes, events, status, links }) => ({ name, attributes, events, status, links })),
      recorded: recorder.list().map(({ roots }) => roots),
      metrics: await openMetricsText(
        calls,
        stateMetrics(db, () => 0),
      ),
      lines: [...lines, ...app.logLines, ...broken.flatMap((one) => one.lines), ...working.lines, ...consumed],
    };
    for (const [where, one] of Object.entries(places)) {
      const text = JSON.stringify(one);
      const at = text.indexOf(canary);
      expect(at < 0 ? "" : text.slice(Math.max(0, at - 200), at + 100), where).toBe("");
    }
  },
);
