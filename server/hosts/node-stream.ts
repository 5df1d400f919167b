import type { ServerResponse } from "node:http";
import type { StreamBody, StreamSink } from "../procedures/index.ts";

/** How long a connection is silent before the system probes whether its peer still exists. */
const keepAliveProbeMs = 10_000;

/** Adapts a response to {@link StreamSink}. A class, since ten thousand of them are open at once. */
class ResponseSink implements StreamSink {
  readonly #outgoing: ServerResponse;

  constructor(outgoing: ServerResponse) {
    this.#outgoing = outgoing;
  }

  write(bytes: Uint8Array<ArrayBuffer>): void {
    this.#outgoing.write(bytes);
  }

  bufferedBytes(): number {
    return this.#outgoing.writableLength;
  }

  end(): void {
    this.#outgoing.end();
  }

  destroy(): void {
    this.#outgoing.destroy();
  }
}

/** Sends a stream by `node:http`. The connection ends with it, so that the client reconnects to another process. */
export function startStream(outgoing: ServerResponse, body: StreamBody): void {
  const { socket } = outgoing;
  // A peer that has vanished does not acknowledge the probes, while a waiting one does.
  socket?.setKeepAlive(true, keepAliveProbeMs);
  const leave = body.attach(new ResponseSink(outgoing));
  if (outgoing.destroyed) leave();
  else outgoing.once("close", leave);
}
