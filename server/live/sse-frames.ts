const encoder = new TextEncoder();

/** Bytes of a part of a stream. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/**
 * A message with its resume position. The layout is that of tRPC's own stream: data before id, and one blank line more
 * than needed. Plain Server-Sent Events allow both, so one frame serves both formats.
 */
export const messageFrame = (json: string, cursor: string): Uint8Array<ArrayBuffer> =>
  bytesOf(`data: ${json}\nid: ${cursor}\n\n\n`);
