import { ErrorReply, MultiErrorReply } from "@redis/client";
import { untilAborted } from "../concurrency/deadline.ts";
import { type BrokerAdapter, type BrokerMessage, BrokerRefusal, nameOf, published, unconfirmed } from "./broker.ts";
import { openRedisBroker, type RedisClient } from "./redis-connection.ts";
import { consumeRedisStream } from "./redis-consume.ts";
import { entryOf, maxLengthOf, outcomeOfError } from "./redis-stream-entry.ts";

/** The commands of one Redis transaction (`MULTI`), for the mode of the address. */
type AddTo = (multi: ReturnType<RedisClient["multi"]>, message: BrokerMessage) => void;

/** Appends entries to a stream. Trimming is approximate, as Redis does it cheaply. */
function streamOf(url: URL): AddTo {
  const stream = nameOf(url, "stream", "events");
  const maxLength = maxLengthOf(url);
  const options =
    maxLength === 0 ? {} : { TRIM: { strategy: "MAXLEN", strategyModifier: "~", threshold: maxLength } as const };
  return (multi, message) => void multi.xAdd(stream, "*", entryOf(message), options);
}

/** Publishes to a channel an event name: subscribers connected at that moment receive it, later ones do not. */
function channelsOf(url: URL): AddTo {
  const channel = nameOf(url, "channel", "events");
  return (multi, { type, body }) => void multi.publish(`${channel}.${type}`, body);
}

function modeOf(url: URL): AddTo {
  const mode = url.searchParams.get("mode") ?? "streams";
  if (mode === "streams") return streamOf(url);
  if (mode === "pubsub") return channelsOf(url);
  throw new BrokerRefusal("?mode must be streams or pubsub");
}

/** Sends the batch as one transaction: all of it or, refused, none, so that order within a key holds. */
async function sendAll(client: RedisClient, add: AddTo, messages: readonly BrokerMessage[]) {
  const multi = client.multi();
  for (const message of messages) add(multi, message);
  try {
    await multi.exec();
    return messages.map(() => published);
  } catch (error) {
    if (error instanceof MultiErrorReply) {
      const { replies } = error;
      return messages.map((_, at) => (replies[at] instanceof Error ? outcomeOfError(replies[at].message) : published));
    }
    return messages.map(() => (error instanceof ErrorReply ? outcomeOfError(error.message) : unconfirmed(error)));
  }
}

/**
 * Redis Streams, or with `?mode=pubsub` Pub/Sub.
 * `rediss://user:password@host:6379/0?stream=events&maxlen=1000000`
 */
export const redisStreams: BrokerAdapter = {
  connect: async (url, options) => {
    const add = modeOf(url);
    const client = await openRedisBroker(url, options);
    return {
      publish: (messages, signal) =>
        untilAborted(signal, () => sendAll(client, add, messages)).catch((error: unknown) =>
          messages.map(() => unconfirmed(error)),
        ),
      isOpen: () => client.isReady,
      close: async () => {
        if (client.isOpen) client.destroy();
      },
    };
  },
  consume: consumeRedisStream,
};
