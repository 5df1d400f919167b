import { type BrokerMessage, blocked, cloudEventsJson, countOf, type PublishOutcome, unconfirmed } from "./broker.ts";

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

/** Answers of a server that is no primary, or not yet: another one may be behind the address by now. */
const isElsewhere = /^(?:READONLY|MASTERDOWN|LOADING|UNBLOCKED)\b/;

/** The outcome of a message for which Redis answered with an error; none of its errors is about one entry alone. */
export const outcomeOfError = (message: string): PublishOutcome =>
  isElsewhere.test(message) ? unconfirmed(`Redis: ${message}`) : blocked(`Redis: ${message}`);
