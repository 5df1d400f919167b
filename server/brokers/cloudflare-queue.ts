import { backoffMs } from "../concurrency/backoff.ts";
import { untilAborted } from "../concurrency/deadline.ts";
import { createKeyedQueue } from "../concurrency/keyed-queue.ts";
import { type BrokerAdapter, BrokerRefusal, published, reasonOf } from "./broker.ts";
import type { IncomingMessage } from "./incoming.ts";
import { publishInChunks } from "./publish-in-chunks.ts";
import type { Received } from "./receive.ts";

/** A Queue that a worker is bound to, as far as it is used here. */
interface QueueBinding {
  readonly sendBatch: (
    messages: readonly { readonly body: unknown; readonly contentType: "json" }[],
  ) => Promise<unknown>;
}

/** A message as the Workers runtime hands it over. */
interface QueueMessage {
  readonly body: unknown;
  /** How often it was delivered, this time included. */
  readonly attempts: number;
  readonly ack: () => void;
  readonly retry: (options: { readonly delaySeconds: number }) => void;
}

/** The batch that the Workers runtime passes to the handler `queue`. */
export interface QueueBatch {
  /** The queue's name. */
  readonly queue: string;
  readonly messages: readonly QueueMessage[];
}

/** Below Cloudflare's limits of 128 KB a message, 256 KB and 100 messages a request. */
const bounds = { maxMessages: 100, maxBytes: 240_000, maxMessageBytes: 120_000 };

/** Guarantees the binding of a Queue: nothing else that a worker is bound to has `sendBatch`. */
function queueOf(binding: unknown): QueueBinding | undefined {
  const isQueue = typeof binding === "object" && binding !== null && "sendBatch" in binding;
  return isQueue ? (binding as QueueBinding) : undefined;
}

/**
 * Cloudflare Queues, by a binding of the worker: `queue://EVENTS`. A message is a CloudEvent as JSON.
 * @param bindingOf a binding of the worker by its name.
 */
export const createQueueAdapter = (bindingOf: (name: string) => unknown): BrokerAdapter => ({
  connect: async ({ hostname: name }) => {
    const queue = queueOf(bindingOf(name));
    if (queue === undefined) throw new BrokerRefusal(`the worker has no Queue bound as "${name}"`);
    return {
      publish: (messages, signal) =>
        publishInChunks(messages, bounds, async (chunk) => {
          const sent = chunk.map(({ body }) => ({ body: JSON.parse(body), contentType: "json" as const }));
          try {
            await untilAborted(signal, () => queue.sendBatch(sent));
            return chunk.map(() => published);
          } catch (error) {
            return chunk.map(() => ({ state: "unconfirmed", reason: `Queues: ${reasonOf(error)}` }));
          }
        }),
      isOpen: () => true,
      close: async () => {},
    };
  },
  consume: async () => {
    throw new BrokerRefusal("a Queue is not polled: Cloudflare delivers its messages to the worker");
  },
});

/**
 * The bytes of a message: text and bytes as they were sent, JSON as text. Any other value becomes empty and is refused as
 * unreadable.
 */
function bytesOf(body: unknown): Uint8Array {
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (typeof body === "string") return Buffer.from(body);
  try {
    return Buffer.from(JSON.stringify(body) ?? "");
  } catch {
    return new Uint8Array();
  }
}

const concurrency = 8;
const retrying = { firstMs: 10_000, maxMs: 3_600_000 };

/**
 * Handles a batch of a Queue, messages of a key one after another: each is acknowledged after its commit, and those that
 * were not handled before the signal are redelivered, with growing delays. Never rejects.
 */
export async function handleQueueBatch(
  { messages }: QueueBatch,
  receive: (message: IncomingMessage) => Received,
  signal: AbortSignal,
): Promise<void> {
  const queue = createKeyedQueue(concurrency);
  const handle = async (message: QueueMessage) => {
    try {
      const { key, settle } = receive({ contentType: undefined, headers: {}, body: bytesOf(message.body), key: null });
      await queue.run(key, () => settle(signal));
      message.ack();
    } catch {
      message.retry({ delaySeconds: Math.ceil(backoffMs(retrying, message.attempts) / 1000) });
    }
  };
  await Promise.all(messages.map(handle));
}
