import { expect, test } from "vitest";
import { createLog } from "../providers/log.ts";
import type { PublishOutcome } from "./broker.ts";
import { deliverTo } from "./deliver.ts";

const event = (id: string) => ({
  id,
  name: "article.published",
  key: "articleId:7",
  payload: { articleId: 7 },
  occurredAt: "2026-11-29T12:00:00.000Z",
  traceparent: null,
});

/** A broker that answers with these outcomes. */
function delivering(outcomes: readonly PublishOutcome[]) {
  const lines: unknown[] = [];
  const log = createLog("info", (line) => lines.push(JSON.parse(line)));
  const publisher = {
    name: "broker:amqp",
    destination: { system: "rabbitmq", name: "events" },
    publish: async () => outcomes,
    check: async () => {},
    close: async () => {},
  };
  const deliver = deliverTo(publisher, { source: "https://news.example.com", log, tracer: null });
  const events = outcomes.map((_, at) => event(String(at)));
  return { lines, outcome: deliver(events, new AbortController().signal) };
}

test("deliverTo: a refused event and the later ones of its key wait, the others are done", async () => {
  const { lines, outcome } = delivering([
    { state: "published" },
    { state: "refused", reason: "no queue is bound" },
    { state: "held" },
    { state: "published", isDuplicate: true },
  ]);
  expect(await outcome).toEqual(["done", "failed", "held", "done"]);
  expect(lines).toEqual([
    expect.objectContaining({
      event: "broker.message_refused",
      broker: "broker:amqp",
      reason: "no queue is bound",
      count: 1,
    }),
  ]);
});

test("deliverTo: a batch of which the broker took nothing waits as a whole, as where it is full", async () => {
  const { outcome } = delivering([{ state: "blocked", reason: "out of memory" }, { state: "held" }]);
  await expect(outcome).rejects.toThrow("broker:amqp accepted no event: out of memory");
});

test("deliverTo: an event that the broker refuses for its content waits by itself, even if it is the only one of its batch", async () => {
  const { outcome, lines } = delivering([{ state: "refused", reason: "no queue is bound" }]);
  expect(await outcome).toEqual(["failed"]);
  expect(lines).toMatchObject([{ event: "broker.message_refused", reason: "no queue is bound", count: 1 }]);
});
