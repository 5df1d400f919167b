import type { StreamMessage } from "../procedures/index.ts";

/** The message of one event for one group of streams. */
export interface Sent {
  readonly position: number;
  readonly message: StreamMessage;
}

/** Messages that a group of streams gets in one piece, which costs one write. */
export interface Delivery {
  readonly messages: readonly Sent[];
  readonly first: number;
  readonly last: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A longer message is a piece of its own. */
const maxPieceBytes = 32_768;

function join(messages: readonly Sent[], size: number): Uint8Array<ArrayBuffer> {
  const [only] = messages;
  if (only !== undefined && messages.length === 1) return only.message.frame;
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const { message } of messages) {
    bytes.set(message.frame, end);
    end += message.frame.byteLength;
  }
  return bytes;
}

const deliveryOf = (messages: readonly Sent[], size: number): Delivery => ({
  messages,
  first: messages[0]?.position ?? 0,
  last: messages.at(-1)?.position ?? 0,
  bytes: join(messages, size),
});

/** Joins messages to pieces of a bounded size, in order. */
export function deliveriesOf(messages: readonly Sent[]): readonly Delivery[] {
  const deliveries: Delivery[] = [];
  let piece: Sent[] = [];
  let size = 0;
  for (const sent of messages) {
    const { byteLength } = sent.message.frame;
    if (piece.length > 0 && size + byteLength > maxPieceBytes) {
      deliveries.push(deliveryOf(piece, size));
      [piece, size] = [[], 0];
    }
    piece.push(sent);
    size += byteLength;
  }
  if (piece.length > 0) deliveries.push(deliveryOf(piece, size));
  return deliveries;
}
