import type { ServerResponse } from "node:http";
import type { StreamBody } from "../procedures/index.ts";

/** How long a connection is silent before the system asks whether its peer is still there. */
const keepAliveProbeMs = 10_000;

/** Sends a stream by `node:http`. The reader's connection ends with it, so that it comes back to another process. */
export function startStream(outgoing: ServerResponse, body: StreamBody): void {
  const { socket } = outgoing;
  // A peer that vanished acknowledges nothing, while one that merely waits does.
  socket?.setKeepAlive(true, keepAliveProbeMs);
  const leave = body.attach({
    write: (bytes) => void outgoing.write(bytes),
    bufferedBytes: () => outgoing.writableLength,
    end: () => void outgoing.end(),
    destroy: () => void outgoing.destroy(),
  });
  if (outgoing.destroyed) leave();
  else outgoing.once("close", leave);
}
