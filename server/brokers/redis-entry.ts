import { type BrokerMessage, cloudEventsJson, countOf } from "./broker.ts";

const defaultMaxLength = 1_000_000;

/** About how many entries a stream keeps; 0 keeps all. */
export const maxLengthOf = (url: URL): number => countOf(url, "maxlen", defaultMaxLength);

/** The fields of a message's entry in a stream. */
export const entryOf = ({ id, type, key, body, traceparent }: BrokerMessage): Readonly<Record<string, string>> => ({
  id,
  type,
  ...(key !== null && { key }),
  ...(traceparent !== null && { traceparent }),
  "content-type": cloudEventsJson,
  event: body,
});
