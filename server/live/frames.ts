import type { StreamFormat } from "../procedures/index.ts";

// The layout of tRPC's own stream: data before id, and one blank line more than needed. Plain Server-Sent Events allow
// both, so one frame serves both formats.

const encoder = new TextEncoder();

/** A message with its resume position. */
export const messageFrame = (json: string, cursor: string): Uint8Array<ArrayBuffer> =>
  encoder.encode(`data: ${json}\nid: ${cursor}\n\n\n`);

/** The message after a gap; for plain readers it has an event name of its own. */
export const resetFrame = (format: StreamFormat, cursor: string): Uint8Array<ArrayBuffer> =>
  encoder.encode(`${format === "sse" ? "event: reset\n" : ""}data: {"reset":true}\nid: ${cursor}\n\n\n`);

/**
 * The first bytes of a stream. `cursor` lets a reader resume before its first message; `retryMs` differs by reader, so
 * that not all of them come back at once.
 */
export const openingFrame = (format: StreamFormat, cursor: string, retryMs: number): Uint8Array<ArrayBuffer> =>
  encoder.encode(`${format === "sse" ? "" : "event: connected\ndata: {}\n"}retry: ${retryMs}\nid: ${cursor}\n\n\n`);

/** Keeps the connection open, and moves the resume position past events that did not concern the reader. */
export const heartbeatFrame = (format: StreamFormat, cursor: string): Uint8Array<ArrayBuffer> =>
  encoder.encode(format === "sse" ? `:\nid: ${cursor}\n\n` : `event: ping\ndata: \nid: ${cursor}\n\n\n`);
