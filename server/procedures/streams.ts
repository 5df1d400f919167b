import type { Viewer } from "./context.ts";
import type { Implementation } from "./implement.ts";

/** The receiving end of a stream, as a host provides it. */
export interface StreamSink {
  /** Sends bytes. The buffer of the host takes what the reader has not read yet. */
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Bytes in the host's buffer. */
  readonly bufferedBytes: () => number;
  /** Ends the body; the reader gets all bytes before. */
  readonly end: () => void;
  /** Breaks the connection of a reader that does not read. */
  readonly destroy: () => void;
}

/** A response body that is sent while events happen. */
export interface StreamBody {
  /**
   * Starts to send to the sink.
   * @returns a function that the host calls when the reader has left.
   */
  readonly attach: (sink: StreamSink) => () => void;
}

/** A message of a stream. */
export interface StreamMessage {
  readonly json: string;
  /** The resume position after it. */
  readonly cursor: string;
  /** Its bytes as plain Server-Sent Events, the same object for all readers of one message. */
  readonly frame: Uint8Array<ArrayBuffer>;
}

/** Wire format of a stream over Server-Sent Events. */
export interface StreamFormat {
  /**
   * The first text of a stream. `cursor` lets a reader resume before its first message; `retryMs` differs by reader, so
   * that they do not all reconnect at once.
   */
  readonly opening: (cursor: string, retryMs: number) => string;
  /** Keeps the connection open, and moves the resume position past events that did not concern the reader. */
  readonly heartbeat: (cursor: string) => string;
  /** The message after a gap. */
  readonly reset: (cursor: string) => string;
  /** The bytes of a message; absent where they are its frame. Never throws. */
  readonly frameOf?: (message: StreamMessage) => Uint8Array<ArrayBuffer>;
}

/** An account's membership of the tenant that a call is about. */
export interface Membership {
  /** The text that equal memberships share. */
  readonly key: string;
  /** Whether the account may still call. @throws when that cannot be found out. */
  readonly holds: () => Promise<boolean>;
}

/** An admitted call of a subscription. */
export interface StreamRequest {
  readonly implementation: Implementation;
  readonly viewer: Viewer | null;
  /** The parsed input, with the resume position. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  /** The caller's address, which streams are counted by. */
  readonly address: string;
  /** For procedures of a tenant: checked while the stream is open, as the viewer is. */
  readonly membership: Membership | null;
}

/** A stream that waits for its host. */
export interface OpenedStream {
  readonly body: (format: StreamFormat) => StreamBody;
  /** Called instead of `body` where there will be none. */
  readonly discard: () => void;
}

/** The streams of this process. */
export interface Streams {
  /**
   * Opens a stream: finds its position in the log.
   * @throws {ApiError} 429 when the caller has too many streams, 503 when the process has.
   */
  readonly open: (request: StreamRequest) => Promise<OpenedStream>;
}
