import { continueTraces, currentTraceparent, messageSpan, readTraceContext, type Tracer } from "../telemetry/index.ts";
import type { BrokerMessage, PublishOutcome } from "./broker.ts";

/** The destination of messages, in OpenTelemetry's terms. */
export interface Destination {
  readonly system: string;
  readonly name: string;
}

type Send = (messages: readonly BrokerMessage[]) => Promise<readonly PublishOutcome[]>;

const errorOf = (outcomes: readonly PublishOutcome[]): string | undefined =>
  outcomes.find((outcome) => "reason" in outcome)?.state;

/** Begins a message of a batch in its own trace, since the span of the batch belongs to none of them. */
function created(tracer: Tracer, message: BrokerMessage, { system, name }: Destination): BrokerMessage {
  if (message.traceparent === null) return message;
  const attributes = { "messaging.system": system, "messaging.message.id": message.id };
  const span = tracer.root(messageSpan("create", "create", name, attributes), readTraceContext(message.traceparent));
  span.end();
  return { ...message, traceparent: span.traceparent() };
}

/**
 * Sends messages in spans, by OpenTelemetry's conventions for messaging: a single message continues its trace, and each of a batch
 * begins in its own while the span of the batch is linked to them. What receives a message continues its trace.
 */
export function sendInSpans(
  tracer: Tracer | null,
  { system, name }: Destination,
  messages: readonly BrokerMessage[],
  send: Send,
): Promise<readonly PublishOutcome[]> {
  if (tracer === null) return send(messages);
  const [first] = messages;
  const isOne = messages.length === 1 && first !== undefined;
  const sent = isOne ? messages : messages.map((message) => created(tracer, message, { system, name }));
  const attributes = { "messaging.system": system, ...(isOne && { "messaging.message.id": first.id }) };
  const span = messageSpan("send", "send", name, attributes);
  return continueTraces(
    tracer,
    { ...span, ...(isOne && { kind: "producer" }), traceparents: sent.map(({ traceparent }) => traceparent) },
    () => send(isOne ? [{ ...first, traceparent: currentTraceparent() }] : sent),
    errorOf,
  );
}
