import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Maximum number of requests of one connection in flight; further ones are queued. */
export const maxInFlight = 8;

/** The pipelining state of one connection. */
export interface Connection {
  /** Whether a request is in flight, or its response is not fully handed to the operating system. */
  readonly isBusy: () => boolean;
  /** Whether all responses in flight are written and only wait for the client to read them. */
  readonly isUnread: () => boolean;
  /** Requests received so far, queued ones included. */
  readonly requestCount: () => number;
  /** The response that was started last; `undefined` before the first request. */
  readonly last: () => ServerResponse | undefined;
}

type QueuedRequest = readonly [incoming: IncomingMessage, outgoing: ServerResponse];

const isOver = (outgoing: ServerResponse) => outgoing.writableFinished || outgoing.destroyed;

/**
 * Handles the requests of one connection in order, at most {@link maxInFlight} at a time. Node parses everything in a
 * packet before it applies backpressure for unread responses: a few kilobytes of short requests would produce
 * megabytes of responses for a client that reads none.
 */
class PipelinedConnection implements Connection {
  readonly #socket: Socket;
  readonly #listener: RequestListener;
  #last: ServerResponse | undefined;
  // Created only for clients that pipeline: few do, and ten thousand connections may be open.
  #inFlight: Set<ServerResponse> | undefined;
  #queue: QueuedRequest[] | undefined;
  #pause: (() => void) | undefined;
  #count = 0;

  constructor(socket: Socket, listener: RequestListener) {
    this.#socket = socket;
    this.#listener = listener;
  }

  last() {
    return this.#last;
  }

  isBusy() {
    return this.#last !== undefined && !isOver(this.#last);
  }

  isUnread() {
    if (!this.isBusy()) return false;
    return (
      this.#last?.writableEnded === true && [...(this.#inFlight ?? [])].every(({ writableEnded }) => writableEnded)
    );
  }

  requestCount() {
    return this.#count;
  }

  /** Handles a request now, or queues it. */
  handle(incoming: IncomingMessage, outgoing: ServerResponse): void {
    this.#count += 1;
    // Fast path: clients that do not pipeline wait for each response and need no bookkeeping.
    if (!this.isBusy()) {
      this.#last = outgoing;
      this.#listener(incoming, outgoing);
      return;
    }
    this.#inFlight ??= new Set();
    if (this.#inFlight.size === 0 && this.#last !== undefined) this.#track(this.#last, this.#inFlight);
    if (this.#inFlight.size < maxInFlight) this.#begin(incoming, outgoing, this.#inFlight);
    else {
      this.#queue ??= [];
      this.#queue.push([incoming, outgoing]);
      this.#applyBackpressure();
    }
  }

  #track(outgoing: ServerResponse, inFlight: Set<ServerResponse>): void {
    inFlight.add(outgoing);
    outgoing.once("close", () => {
      inFlight.delete(outgoing);
      this.#beginQueued(inFlight);
    });
  }

  #begin(incoming: IncomingMessage, outgoing: ServerResponse, inFlight: Set<ServerResponse>): void {
    this.#last = outgoing;
    this.#track(outgoing, inFlight);
    this.#listener(incoming, outgoing);
  }

  #beginQueued(inFlight: Set<ServerResponse>): void {
    if (this.#socket.destroyed) this.#queue = undefined;
    while (this.#queue !== undefined && inFlight.size < maxInFlight) {
      const [incoming, outgoing] = this.#queue.shift() ?? [];
      if (incoming === undefined || outgoing === undefined) break;
      this.#begin(incoming, outgoing, inFlight);
    }
    if (this.#queue?.length === 0) this.#resumeReading();
  }

  /**
   * Applies backpressure: pauses reading while requests are queued. Node resumes the socket after each request, so it
   * is paused again.
   */
  #applyBackpressure(): void {
    if (this.#pause !== undefined) return;
    const pause = () => {
      if (this.#pause !== undefined) this.#socket.pause();
    };
    this.#pause = pause;
    this.#socket.on("resume", pause);
    process.nextTick(pause);
  }

  #resumeReading(): void {
    if (this.#pause === undefined) return;
    this.#socket.off("resume", this.#pause);
    this.#pause = undefined;
    this.#socket.resume();
  }
}

/** A request listener with bounded pipelining, and access to the state of a connection. */
export interface BoundedListener {
  readonly listener: RequestListener;
  readonly connectionOf: (socket: Socket) => Connection | undefined;
}

/** Bounds how many pipelined requests of one connection are in flight at once. */
export function boundPipelining(listener: RequestListener): BoundedListener {
  const connections = new WeakMap<Socket, PipelinedConnection>();
  const connectionOf = (socket: Socket) => connections.get(socket);
  return {
    connectionOf,
    listener: (incoming, outgoing) => {
      const { socket } = incoming;
      let connection = connections.get(socket);
      if (connection === undefined) {
        connection = new PipelinedConnection(socket, listener);
        connections.set(socket, connection);
      }
      connection.handle(incoming, outgoing);
    },
  };
}
