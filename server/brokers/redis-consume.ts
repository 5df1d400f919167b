import { ErrorReply } from "@redis/client";
import { createConcurrencyLimit } from "../concurrency/concurrency-limit.ts";
import { untilAborted } from "../concurrency/deadline.ts";
import { BrokerRefusal, type ConsumeOptions, type Consumption, countOf, nameOf, reasonOf } from "./broker.ts";
import type { IncomingMessage } from "./incoming.ts";
import { openRedisBroker, type RedisClient } from "./redis-connection.ts";

const maxBlockMs = 1000;
const defaultClaimAfterMs = 60_000;

/** The stream that a consumer reads, and its group. */
interface ConsumerGroup {
  readonly stream: string;
  readonly group: string;
  readonly consumer: string;
  /** Entries that another consumer left for this long are taken over. */
  readonly claimAfterMs: number;
}

interface Entry {
  readonly id: string;
  readonly message: Readonly<Record<string, string>>;
}

/** Creates the group at the beginning of the stream, unless it exists. */
async function ensureGroup(client: RedisClient, { stream, group }: ConsumerGroup): Promise<void> {
  try {
    await client.xGroupCreate(stream, group, "0", { MKSTREAM: true });
  } catch (error) {
    if (error instanceof ErrorReply && error.message.startsWith("BUSYGROUP")) return;
    throw error instanceof ErrorReply
      ? new BrokerRefusal(`Redis refuses the group "${group}" of "${stream}": ${reasonOf(error)}`)
      : error;
  }
}

/** Entries of consumers that died, without those that were trimmed meanwhile. */
async function claim(client: RedisClient, { stream, group, consumer, claimAfterMs }: ConsumerGroup, max: number) {
  const { messages } = await client.xAutoClaim(stream, group, consumer, claimAfterMs, "0-0", { COUNT: max });
  return messages.flatMap((entry): readonly Entry[] => (entry === null ? [] : [entry]));
}

/** Waits for new entries, at most until the next look for entries of dead consumers. */
async function readNew(client: RedisClient, { stream, group, consumer, claimAfterMs }: ConsumerGroup, max: number) {
  const from = { key: stream, id: ">" };
  const reply = await client.xReadGroup(group, consumer, from, {
    COUNT: max,
    BLOCK: Math.max(1, Math.min(maxBlockMs, Math.floor(claimAfterMs / 2))),
  });
  return reply?.flatMap(({ messages }): readonly Entry[] => messages) ?? [];
}

/** An entry holds a CloudEvent in the field `event`, or its data in `data` and its attributes in fields such as `ce-id`. */
const incomingOf = ({ message }: Entry): IncomingMessage => ({
  contentType: message["content-type"],
  headers: message,
  body: Buffer.from(message.event ?? message.data ?? ""),
  key: message.key ?? null,
});

/** Reads and handles entries until the signal aborts or the connection is lost. */
async function consumeGroup(
  reading: RedisClient,
  acknowledging: RedisClient,
  group: ConsumerGroup,
  { deliver, prefetch }: ConsumeOptions,
  isStopped: () => boolean,
): Promise<void> {
  const inFlight = createConcurrencyLimit(prefetch);
  const inHand = new Set<string>();
  const handle = async (entry: Entry) => {
    try {
      await deliver(incomingOf(entry));
      await acknowledging.xAck(group.stream, group.group, entry.id);
    } catch {
      // Not acknowledged: it is claimed later.
    } finally {
      inHand.delete(entry.id);
    }
  };
  let claimedAtMs = Number.NEGATIVE_INFINITY;
  while (!isStopped()) {
    await inFlight.oneFree();
    const isDue = performance.now() - claimedAtMs >= group.claimAfterMs / 2;
    const entries = await (isDue ? claim : readNew)(reading, group, inFlight.free());
    if (isDue && entries.length === 0) claimedAtMs = performance.now();
    for (const entry of entries) {
      if (inHand.has(entry.id)) continue;
      inHand.add(entry.id);
      inFlight.add(handle(entry));
    }
  }
}

/**
 * Consumes a stream as one of a group. A blocking read holds up its connection, so acknowledgements have their own.
 * `redis://host:6379?stream=orders&group=dovetail`
 */
export async function consumeRedisStream(url: URL, options: ConsumeOptions): Promise<Consumption> {
  const group: ConsumerGroup = {
    stream: nameOf(url, "stream", ""),
    group: nameOf(url, "group", "dovetail"),
    // One name for all processes: Redis keeps each name for good, and gives an entry to one reader alone.
    consumer: options.clientName,
    claimAfterMs: countOf(url, "redeliverAfterMs", defaultClaimAfterMs),
  };
  const reading = await openRedisBroker(url, options);
  const clients = [reading];
  const destroy = () => {
    for (const client of clients) if (client.isOpen) client.destroy();
  };
  try {
    await untilAborted(options.signal, () => ensureGroup(reading, group));
    const acknowledging = await openRedisBroker(url, options);
    clients.push(acknowledging);
    let isStopped = false;
    const running = consumeGroup(reading, acknowledging, group, options, () => isStopped || !acknowledging.isReady);
    const closed = running.catch(() => {}).then(() => {});
    return {
      closed,
      stop: async () => {
        isStopped = true;
        reading.destroy();
        await closed;
      },
      close: async () => destroy(),
    };
  } catch (error) {
    destroy();
    throw error;
  }
}
