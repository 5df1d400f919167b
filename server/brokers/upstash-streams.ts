import { untilAborted } from "../concurrency/deadline.ts";
import { type Command, createUpstashTransport, type Transport } from "../redis/index.ts";
import {
  type BrokerAdapter,
  type BrokerMessage,
  BrokerRefusal,
  nameOf,
  type PublishOutcome,
  published,
  unconfirmed,
} from "./broker.ts";
import { publishInChunks } from "./publish-in-chunks.ts";
import { entryOf, maxLengthOf, outcomeOfError } from "./redis-stream-entry.ts";

/** Within the smallest limit of a request to Upstash. */
const bounds = { maxMessages: 100, maxBytes: 500_000, maxMessageBytes: 500_000 };

/** `?tls=off` is for a substitute on the same machine. */
function transportOf(url: URL): Transport {
  const token = decodeURIComponent(url.password || url.username);
  if (token === "") throw new BrokerRefusal("the address of Upstash needs its token: upstash://token@host");
  const scheme = url.searchParams.get("tls") === "off" ? "http" : "https";
  return createUpstashTransport({ url: `${scheme}://${url.host}`, token });
}

/** Appends a batch in one transaction: all of it or none, so that order within a key holds. */
async function append(
  transport: Transport,
  commandOf: (message: BrokerMessage) => Command,
  messages: readonly BrokerMessage[],
  signal: AbortSignal,
): Promise<readonly PublishOutcome[]> {
  try {
    const replies = await untilAborted(signal, () =>
      transport.send({ kind: "multi", commands: messages.map(commandOf) }, signal),
    );
    return messages.map((_, at) => {
      const reply = replies[at];
      if (reply === undefined) return unconfirmed("Redis: an answer is missing");
      return "error" in reply ? outcomeOfError(reply.error) : published;
    });
  } catch (error) {
    return messages.map(() => unconfirmed(error));
  }
}

/** @throws {BrokerRefusal} where the token is not accepted, and the transport's errors. */
async function check(transport: Transport, signal: AbortSignal): Promise<void> {
  const [reply] = await untilAborted(signal, () => transport.send({ kind: "single", commands: [["PING"]] }, signal));
  if (reply !== undefined && "error" in reply) throw new BrokerRefusal(`Upstash refuses the token: ${reply.error}`);
}

/**
 * Redis Streams of Upstash over HTTPS, which keeps no connection.
 * `upstash://token@name.upstash.io?stream=events&maxlen=1000000`
 */
export const upstashStreams: BrokerAdapter = {
  connect: async (url, { signal }) => {
    const stream = nameOf(url, "stream", "events");
    const maxLength = maxLengthOf(url);
    const trimmed = maxLength === 0 ? [] : ["MAXLEN", "~", String(maxLength)];
    const commandOf = (message: BrokerMessage) => [
      ...["XADD", stream, ...trimmed, "*"],
      ...Object.entries(entryOf(message)).flat(),
    ];
    const transport = transportOf(url);
    await check(transport, signal);
    return {
      publish: (messages, until) =>
        publishInChunks(messages, bounds, (chunk) => append(transport, commandOf, chunk, until)),
      isOpen: () => true,
      close: () => transport.close(),
    };
  },
  consume: async () => {
    throw new BrokerRefusal("Upstash accepts events but is not a source; consume the stream through rediss://");
  },
};
