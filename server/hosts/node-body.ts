import { Buffer } from "node:buffer";
import type { IncomingMessage, ServerResponse } from "node:http";
import { BodyTooLarge } from "../network/read-bounded.ts";

const none = Promise.resolve(Buffer.alloc(0));

const announcesBody = ({ headers }: IncomingMessage) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/** Collects a body of at most `maxBytes`. Rejects with {@link BodyTooLarge}, or when the client breaks it off. */
export function collectBody(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (!announcesBody(incoming)) return none;
  // Its events were emitted already.
  if (incoming.destroyed) return Promise.reject(new Error("the connection was closed"));
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size <= maxBytes) chunks.push(chunk);
    else {
      incoming.off("data", collect).pause();
      reject(new BodyTooLarge(`a body of more than ${maxBytes} bytes`));
    }
  };
  incoming.on("data", collect);
  let isWhole = false;
  incoming.once("end", () => {
    isWhole = true;
    resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
  });
  incoming.once("error", reject);
  incoming.once("close", () => {
    // Also emitted after a whole body, where the stack trace of an error would be made in vain.
    if (!isWhole) reject(new Error("the connection was closed"));
  });
  return promise;
}

/** How long a client may go on sending a body after the response, before its connection is closed. */
const lingerMs = 500;

/** Discards the rest of a body that arrives after its response was sent. */
export function discardBody(incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (!announcesBody(incoming) || incoming.readableEnded) return;
  outgoing.once("finish", () => {
    if (incoming.readableEnded) return;
    const timer = setTimeout(() => incoming.socket.destroySoon(), lingerMs);
    for (const event of ["end", "close"]) incoming.once(event, () => clearTimeout(timer));
    incoming.resume();
  });
}
