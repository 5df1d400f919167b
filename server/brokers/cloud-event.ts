import type { BrokerMessage } from "./broker.ts";

/** The parts of a logged event that leave the service. */
export interface PublicEvent {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly payload: unknown;
  /** ISO 8601. */
  readonly occurredAt: string;
  readonly traceparent: string | null;
}

/**
 * An event as a CloudEvent 1.0 in JSON, with the extensions for partitioning and distributed tracing.
 * @param source the service's public URL: `source` and `id` together identify the event.
 */
export const cloudEventOf = (
  { id, name, key, payload, occurredAt, traceparent }: PublicEvent,
  source: string,
): BrokerMessage => ({
  id,
  type: name,
  key,
  traceparent,
  body: JSON.stringify({
    specversion: "1.0",
    id,
    source,
    type: name,
    ...(key !== null && { subject: key, partitionkey: key }),
    time: occurredAt,
    datacontenttype: "application/json",
    ...(traceparent !== null && { traceparent }),
    data: payload,
  }),
});
