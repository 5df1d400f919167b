import type { StreamMessage } from "../procedures/index.ts";

/** A message for one group of streams, with the position of its event in the log. */
export interface PositionedMessage {
  readonly position: number;
  readonly message: StreamMessage;
}

/** Messages that a group of streams gets by one write. */
export interface Delivery {
  readonly messages: readonly PositionedMessage[];
  /** Position of the first message. */
  readonly first: number;
  /** Position of the last message. */
  readonly last: number;
  /** The frames of all messages, joined. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A longer message is a delivery of its own. */
const maxDeliveryBytes = 32_768;

function joinFrames(messages: readonly PositionedMessage[], sizeBytes: number): Uint8Array<ArrayBuffer> {
  const [only] = messages;
  if (only !== undefined && messages.length === 1) return only.message.frame;
  const bytes = new Uint8Array(sizeBytes);
  let end = 0;
  for (const { message } of messages) {
    bytes.set(message.frame, end);
    end += message.frame.byteLength;
  }
  return bytes;
}

const deliveryOf = (messages: readonly PositionedMessage[], sizeBytes: number): Delivery => ({
  messages,
  first: messages[0]?.position ?? 0,
  last: messages.at(-1)?.position ?? 0,
  bytes: joinFrames(messages, sizeBytes),
});

/** Joins messages to deliveries of a bounded size, in order. */
export function deliveriesOf(messages: readonly PositionedMessage[]): readonly Delivery[] {
  const deliveries: Delivery[] = [];
  let batch: PositionedMessage[] = [];
  let sizeBytes = 0;
  for (const positioned of messages) {
    const { byteLength } = positioned.message.frame;
    if (batch.length > 0 && sizeBytes + byteLength > maxDeliveryBytes) {
      deliveries.push(deliveryOf(batch, sizeBytes));
      [batch, sizeBytes] = [[], 0];
    }
    batch.push(positioned);
    sizeBytes += byteLength;
  }
  if (batch.length > 0) deliveries.push(deliveryOf(batch, sizeBytes));
  return deliveries;
}
