import type { BrokerMessage, PublishOutcome } from "./broker.ts";

/** Bounds of one request to a broker. */
export interface ChunkBounds {
  readonly maxMessages: number;
  readonly maxBytes: number;
  readonly maxMessageBytes: number;
}

const held: PublishOutcome = { state: "held" };

/**
 * Publishes messages in requests of a bounded size, one after another. After a failed one no further one is sent; a
 * message that is too long delays its own key only.
 */
export async function publishInChunks(
  messages: readonly BrokerMessage[],
  { maxMessages, maxBytes, maxMessageBytes }: ChunkBounds,
  send: (chunk: readonly BrokerMessage[]) => Promise<readonly PublishOutcome[]>,
): Promise<readonly PublishOutcome[]> {
  const outcomes: PublishOutcome[] = messages.map(() => held);
  const blocked = new Set<string>();
  let chunk: { readonly message: BrokerMessage; readonly at: number }[] = [];
  let bytes = 0;
  const flush = async (): Promise<boolean> => {
    const sent = chunk;
    [chunk, bytes] = [[], 0];
    const ended = sent.length === 0 ? [] : await send(sent.map(({ message }) => message));
    for (const [index, { at }] of sent.entries()) outcomes[at] = ended[index] ?? held;
    return ended.every(({ state }) => state === "published");
  };
  for (const [at, message] of messages.entries()) {
    const { key, body } = message;
    if (key !== null && blocked.has(key)) continue;
    const size = Buffer.byteLength(body);
    if (size > maxMessageBytes) {
      outcomes[at] = { state: "refused", reason: `the event is longer than ${maxMessageBytes} bytes` };
      if (key !== null) blocked.add(key);
      continue;
    }
    if ((chunk.length === maxMessages || bytes + size > maxBytes) && !(await flush())) return outcomes;
    chunk.push({ message, at });
    bytes += size;
  }
  await flush();
  return outcomes;
}
