import type { Reader, StreamBody, StreamFormat, StreamSink } from "../procedures/index.ts";
import type { Delivery } from "./join-messages.ts";
import type { LogPoint } from "./log-source.ts";
import type { Group } from "./reader-group.ts";
import { bytesOf } from "./sse-frames.ts";

/** Why a stream ended. */
export type StreamEnding = "left" | "slow" | "access" | "failed" | "stopping";

/** The start position of a stream. */
export interface StreamStart {
  /** The position after which it gets events. */
  readonly point: LogPoint;
  /** Whether its reader may have missed events before. */
  readonly isReset: boolean;
}

export interface StreamOptions {
  readonly reader: Reader;
  readonly format: StreamFormat;
  readonly start: StreamStart;
  readonly requestId: string;
  readonly retryMs: number;
  /** Unread bytes above which the stream ends. */
  readonly maxBufferedBytes: number;
  /** Called once the stream has a host, to send the events that it missed. */
  readonly onAttached: (stream: LiveStream) => Group;
  readonly onEnded: (stream: LiveStream, ending: StreamEnding) => void;
}

/** One open stream. Ten thousand of them may be open at once, so it has few fields and no promise. */
export class LiveStream implements StreamBody {
  readonly #options: StreamOptions;
  #sink: StreamSink | undefined;
  /** Set once it is attached. */
  group: Group | undefined;
  /** The last event that was sent, or did not concern the reader. */
  position: number;
  /** When bytes were last sent, on the clock of `performance.now()`. */
  lastSentMs = 0;
  /** The position that the reader has. */
  #cursor: string;
  /** Messages since the reader had read all of them. */
  pending = 0;
  isOver = false;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.position = options.start.point.position;
    this.#cursor = options.start.point.cursor;
  }

  get reader(): Reader {
    return this.#options.reader;
  }

  get requestId(): string {
    return this.#options.requestId;
  }

  attach(sink: StreamSink): () => void {
    const { format, start, retryMs, onAttached } = this.#options;
    this.#sink = sink;
    this.#send(bytesOf(format.opening(start.point.cursor, retryMs)));
    if (start.isReset) this.reset(start.point);
    this.group = onAttached(this);
    return () => this.#end("left");
  }

  /** Sends the messages after the stream's position. */
  deliver({ messages, first, last, bytes }: Delivery): void {
    if (last <= this.position) return;
    const { format } = this.#options;
    if (format.frameOf === undefined && first > this.position) this.#send(bytes, messages.length);
    else
      for (const { position, message } of messages)
        if (position > this.position) this.#send(format.frameOf?.(message) ?? message.frame);
    this.position = last;
    this.#cursor = messages.at(-1)?.message.cursor ?? this.#cursor;
  }

  /** Sends a reset: messages may be missing before this point. */
  reset({ position, cursor }: LogPoint): void {
    this.position = Math.max(position, this.position);
    this.#cursor = cursor;
    this.#send(bytesOf(this.#options.format.reset(cursor)));
  }

  /** Keeps an idle stream open; `point` is the position that its group has reached. */
  heartbeat(point: LogPoint): void {
    if (point.position < this.position) return;
    this.position = point.position;
    this.#cursor = point.cursor;
    this.keepAlive();
  }

  /** Keeps a stream open that waits for what it missed. */
  keepAlive(): void {
    this.#send(bytesOf(this.#options.format.heartbeat(this.#cursor)));
  }

  /** Bytes that the reader has not read yet. */
  bufferedBytes(): number {
    const bytes = this.#sink?.bufferedBytes() ?? 0;
    if (bytes === 0) this.pending = 0;
    return bytes;
  }

  /** Ends the stream; its client reconnects with its resume position. */
  end(ending: StreamEnding): void {
    const sink = this.#sink;
    this.#end(ending);
    if (ending === "slow") sink?.destroy();
    else sink?.end();
  }

  /** Whether the next message would end the stream, unless the reader reads meanwhile. */
  get isFull(): boolean {
    return this.bufferedBytes() > this.#options.maxBufferedBytes;
  }

  #send(bytes: Uint8Array<ArrayBuffer>, messages = 1): void {
    if (!this.isOver && this.isFull) this.end("slow");
    if (this.isOver) return;
    this.lastSentMs = performance.now();
    this.pending += messages;
    this.#sink?.write(bytes);
  }

  #end(ending: StreamEnding): void {
    if (this.isOver) return;
    this.isOver = true;
    this.#sink = undefined;
    this.#options.onEnded(this, ending);
  }
}
