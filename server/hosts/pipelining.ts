import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Answers that one connection may have under way; what it asks for beyond them waits for its turn. */
export const maxUnderWay = 8;

/** One connection and the requests that came over it. */
export interface Connection {
  /** Whether a request is being answered, or an answer is not all handed to the system yet. */
  readonly isBusy: () => boolean;
  /** Whether all answers under way are written, and wait only to be read. */
  readonly isUnread: () => boolean;
  /** Requests so far, those included that wait for their turn. */
  readonly count: () => number;
  /** The answer that was begun last; `undefined` before the first request. */
  readonly last: () => ServerResponse | undefined;
}

type Waiting = readonly [incoming: IncomingMessage, outgoing: ServerResponse];

const isOver = (outgoing: ServerResponse) => outgoing.writableFinished || outgoing.destroyed;

/**
 * The requests of one connection in their order, {@link maxUnderWay} of them at a time. Node parses all that a packet
 * holds before it looks at what was left unread: a few kilobytes of short requests would have megabytes of answers made
 * for a caller who reads none of them.
 */
class PipelinedConnection implements Connection {
  readonly #socket: Socket;
  readonly #listener: RequestListener;
  #last: ServerResponse | undefined;
  readonly #underWay = new Set<ServerResponse>();
  readonly #waiting: Waiting[] = [];
  #isHeld = false;
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
    return this.#last?.writableEnded === true && [...this.#underWay].every(({ writableEnded }) => writableEnded);
  }

  count() {
    return this.#count;
  }

  take(incoming: IncomingMessage, outgoing: ServerResponse): void {
    this.#count += 1;
    // All but pipelining callers wait for an answer before they ask again, and need no bookkeeping.
    if (!this.isBusy()) {
      this.#last = outgoing;
      this.#listener(incoming, outgoing);
      return;
    }
    if (this.#underWay.size === 0 && this.#last !== undefined) this.#follow(this.#last);
    if (this.#underWay.size < maxUnderWay) this.#begin(incoming, outgoing);
    else {
      this.#waiting.push([incoming, outgoing]);
      this.#hold();
    }
  }

  #follow(outgoing: ServerResponse): void {
    this.#underWay.add(outgoing);
    outgoing.once("close", () => {
      this.#underWay.delete(outgoing);
      this.#next();
    });
  }

  #begin(incoming: IncomingMessage, outgoing: ServerResponse): void {
    this.#last = outgoing;
    this.#follow(outgoing);
    this.#listener(incoming, outgoing);
  }

  #next(): void {
    if (this.#socket.destroyed) {
      this.#waiting.length = 0;
      return;
    }
    while (this.#underWay.size < maxUnderWay) {
      const [incoming, outgoing] = this.#waiting.shift() ?? [];
      if (incoming === undefined || outgoing === undefined) break;
      this.#begin(incoming, outgoing);
    }
    if (this.#waiting.length === 0) this.#release();
  }

  /** Reads no more of the connection while requests wait, though Node itself resumes it after each of them. */
  #hold(): void {
    if (this.#isHeld) return;
    this.#isHeld = true;
    this.#socket.on("resume", this.#pause);
    process.nextTick(this.#pause);
  }

  readonly #pause = () => {
    if (this.#isHeld) this.#socket.pause();
  };

  #release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#socket.off("resume", this.#pause);
    this.#socket.resume();
  }
}

/** A listener that answers a bounded number of requests of each connection at once, and what is known of a connection. */
export interface BoundedListener {
  readonly listener: RequestListener;
  readonly connectionOf: (socket: Socket) => Connection | undefined;
}

/** Bounds how many requests of one connection are answered at the same time. */
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
      connection.take(incoming, outgoing);
    },
  };
}
