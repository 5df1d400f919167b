import { onTestFinished } from "vitest";
import * as z from "zod";
import { createServices } from "../../server/app/services.ts";
import { longLivedAdapters } from "../../server/brokers/adapters.ts";
import {
  adapterFor,
  type BrokerMessage,
  createPublisher,
  createReceive,
  implementAllMessages,
  type MessageHandlers,
  subscribe,
} from "../../server/brokers/index.ts";
import { createPipeline } from "../../server/procedures/index.ts";
import { createLog, describeError } from "../../server/providers/log.ts";
import type { Tracer } from "../../server/telemetry/index.ts";
import { consumes, defineMessages, type Messages } from "../../shared/contract/index.ts";
import type { TestDatabase } from "../support/database.ts";

export const source = "https://news.example.com";

/** One consumed message, which carries a number. */
export const numbered = defineMessages({
  paid: consumes({
    summary: "Mark an order as paid",
    source: "orders",
    type: "order.paid",
    access: { sources: [source] },
    input: z.object({ number: z.int() }),
  }),
});

/** A log whose lines a test reads. */
export function createTestLog() {
  const lines: Record<string, unknown>[] = [];
  return { lines, log: createLog("info", (line) => lines.push(JSON.parse(line))) };
}

function entryOf(url: URL) {
  const entry = adapterFor(longLivedAdapters, url);
  if (entry === undefined) throw new Error(`no adapter for ${url.protocol}`);
  return entry;
}

/** A publisher of the running test. */
export function publisherAt(address: string) {
  const url = new URL(address);
  const { name, load, messaging } = entryOf(url);
  const { lines, log } = createTestLog();
  const destination = { system: messaging.system, name: "events" };
  const publisher = createPublisher({ name: `broker:${name}`, destination, url, load, log });
  onTestFinished(publisher.close);
  return { publisher, lines };
}

/** Options of a subscriber in a test. */
export interface Subscribed<T extends Messages> {
  readonly address: string;
  readonly database: TestDatabase;
  readonly messages: T;
  readonly handlers: MessageHandlers<T>;
  readonly drainMs?: number;
  readonly attemptDeadlineMs?: number;
  readonly tracer?: Tracer;
}

/** A running subscriber of the source `orders`. */
export function subscribed<T extends Messages>(options: Subscribed<T>) {
  const { address, database, messages, handlers, drainMs, attemptDeadlineMs, tracer = null } = options;
  const url = new URL(address);
  const { load, messaging } = entryOf(url);
  const { lines, log } = createTestLog();
  const receive = createReceive({
    source: "orders",
    system: messaging.system,
    tracer,
    messages: implementAllMessages(messages, handlers),
    services: createServices(database.db, { passwordPolicy: "length", limits: "off" }),
    execute: createPipeline((error) => log.warn("broker.handler_failed", { error: describeError(error) })),
    log,
    retryPauseMs: 1,
    ...(attemptDeadlineMs !== undefined && { attemptDeadlineMs }),
  });
  const controller = new AbortController();
  const ended = subscribe(
    { name: "broker:orders", url, load, receive, log, ...(drainMs !== undefined && { drainMs }) },
    controller.signal,
  );
  const stop = () => {
    controller.abort();
    return ended;
  };
  onTestFinished(stop);
  return { lines, stop };
}

/** A CloudEvent to publish. */
export const messageOf = (
  type: string,
  data: unknown,
  { id = crypto.randomUUID(), key = null as string | null, from = source, traceparent = null as string | null } = {},
): BrokerMessage => ({
  id,
  type,
  key,
  traceparent,
  body: JSON.stringify({
    specversion: "1.0",
    id,
    source: from,
    type,
    ...(key !== null && { partitionkey: key }),
    data,
  }),
});
