import { type BrokerMessage, type PublishOutcome, refused } from "./broker.ts";

/** Bounds of one request to a broker. */
export interface ChunkBounds {
  readonly maxMessages: number;
  readonly maxBytes: number;
  readonly maxMessageBytes: number;
}

type Send = (chunk: readonly BrokerMessage[]) => Promise<readonly PublishOutcome[]>;

const held: PublishOutcome = { state: "held" };

const isPublished = ({ state }: PublishOutcome) => state === "published";
const isRefused = ({ state }: PublishOutcome) => state === "refused";
/** Whether the broker takes messages, though perhaps not this one. */
const isSettled = ({ state }: PublishOutcome) => state !== "blocked" && state !== "unconfirmed";

/**
 * Sends a chunk. Where the broker refuses all of it, as for its size, the halves are sent, so that the message that is too long is
 * found and delays its own key only.
 */
async function sendSplitting(chunk: readonly BrokerMessage[], send: Send): Promise<readonly PublishOutcome[]> {
  const whole = await send(chunk);
  if (chunk.length < 2 || !whole.every(isRefused)) return whole;
  const middle = Math.ceil(chunk.length / 2);
  const first = await sendSplitting(chunk.slice(0, middle), send);
  if (!first.every(isSettled)) return chunk.map((_, at) => first[at] ?? held);
  const blocked = new Set(chunk.slice(0, middle).flatMap(({ key }, at) => (isPublished(first[at] ?? held) ? [] : key)));
  const isFree = ({ key }: BrokerMessage) => key === null || !blocked.has(key);
  const rest = chunk.slice(middle);
  const sent = rest.some(isFree) ? await sendSplitting(rest.filter(isFree), send) : [];
  const second = sent.values();
  return [...first, ...rest.map((message) => (isFree(message) ? (second.next().value ?? held) : held))];
}

/**
 * Publishes messages in requests of a bounded size, one after another. After a failed one no further one is sent; a
 * message that is too long delays its own key only.
 */
export async function publishInChunks(
  messages: readonly BrokerMessage[],
  { maxMessages, maxBytes, maxMessageBytes }: ChunkBounds,
  send: Send,
): Promise<readonly PublishOutcome[]> {
  const outcomes: PublishOutcome[] = messages.map(() => held);
  const blocked = new Set<string>();
  let chunk: { readonly message: BrokerMessage; readonly at: number }[] = [];
  let bytes = 0;
  const flush = async (): Promise<boolean> => {
    const sent = chunk;
    [chunk, bytes] = [[], 0];
    const sending = sent.map(({ message }) => message);
    const ended = sent.length === 0 ? [] : await sendSplitting(sending, send);
    for (const [index, { message, at }] of sent.entries()) {
      const outcome = ended[index] ?? held;
      outcomes[at] = outcome;
      if (!isPublished(outcome) && message.key !== null) blocked.add(message.key);
    }
    return ended.every(isSettled);
  };
  for (const [at, message] of messages.entries()) {
    const { key, body } = message;
    if (key !== null && blocked.has(key)) continue;
    const size = Buffer.byteLength(body);
    if (size > maxMessageBytes) {
      outcomes[at] = refused(`the event is longer than ${maxMessageBytes} bytes`);
      if (key !== null) blocked.add(key);
      continue;
    }
    if ((chunk.length === maxMessages || bytes + size > maxBytes) && !(await flush())) return outcomes;
    // The request before may have refused an earlier message of this key.
    if (key !== null && blocked.has(key)) continue;
    chunk.push({ message, at });
    bytes += size;
  }
  await flush();
  return outcomes;
}
