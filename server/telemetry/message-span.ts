import type { SpanKind, SpanStart } from "./span.ts";

/** An operation on a message, by OpenTelemetry's conventions for messaging. */
export type MessageOperation = "create" | "send" | "process";

const kinds: Readonly<Record<MessageOperation, SpanKind>> = { create: "producer", send: "client", process: "consumer" };

/** The service's own event log and jobs, as a system that carries messages. */
const ownSystem = "dovetail";

/**
 * Describes an operation on messages, by OpenTelemetry's conventions for messaging.
 * @param name of the operation in the terms of its system, such as `append` or `publish`.
 * @param destination where messages go or come from: an event, a job, a topic. Of low cardinality.
 */
export const messageSpan = (
  operation: MessageOperation,
  name: string,
  destination: string,
  attributes: SpanStart["attributes"] = {},
): SpanStart => ({
  name: `${name} ${destination}`,
  kind: kinds[operation],
  attributes: {
    "messaging.system": ownSystem,
    "messaging.operation.type": operation,
    "messaging.operation.name": name,
    "messaging.destination.name": destination,
    ...attributes,
  },
});
