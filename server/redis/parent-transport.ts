import { RedisUnavailable } from "./errors.ts";
import type { Batch, Reply, Transport } from "./transport.ts";

/** A transport to the in-memory Redis of the parent process, and the receiver of its replies. */
export interface ParentTransport {
  readonly transport: Transport;
  readonly onReplies: (id: number, replies: readonly Reply[]) => void;
}

const maxInFlight = 2000;

/** Creates a transport over a channel to the parent process. @param send sends a batch under an id, in order. */
export function createParentTransport(send: (id: number, batch: Batch) => void): ParentTransport {
  const inFlight = new Map<number, (replies: readonly Reply[]) => void>();
  let lastId = 0;
  return {
    transport: {
      isLocal: false,
      losses: () => 0,
      send: (batch, signal) =>
        new Promise((resolve, reject) => {
          if (inFlight.size >= maxInFlight) {
            reject(new RedisUnavailable("connection"));
            return;
          }
          lastId += 1;
          const id = lastId;
          inFlight.set(id, resolve);
          signal.addEventListener("abort", () => inFlight.delete(id), { once: true });
          send(id, batch);
        }),
      close: async () => {},
    },
    onReplies: (id, replies) => {
      inFlight.get(id)?.(replies);
      inFlight.delete(id);
    },
  };
}
