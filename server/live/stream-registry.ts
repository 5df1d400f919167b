import { createSemaphore } from "../concurrency/semaphore.ts";
import {
  type Implementation,
  type OpenedStream,
  type Services,
  type StreamRequest,
  type Streams,
  standardError,
  type Viewer,
} from "../procedures/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import { AccessCheck, type Admission, type FindViewers } from "./access-check.ts";
import { catchUp } from "./catch-up.ts";
import { LogPages } from "./log-pages.ts";
import type { LogPoint, LogSource } from "./log-source.ts";
import { Tail } from "./log-tail.ts";
import { LiveStream, type StreamEnding, type StreamStart } from "./open-stream.ts";
import { Channel } from "./subscription-channel.ts";

/** Bounds of the streams of a process. */
export interface StreamBounds {
  readonly maxStreams: number;
  /** Of one account, or of one address without an account. */
  readonly maxStreamsPerCaller: number;
  /** Unread bytes and messages of one stream; beyond them it ends. */
  readonly maxBufferedBytes: number;
  readonly maxBufferedMessages: number;
  /** Interval of keep-alives on an idle stream. */
  readonly heartbeatMs: number;
  /** Interval of reads of the log without notifications, and with them. */
  readonly pollMs: number;
  readonly listeningPollMs: number;
  /** Minimum interval between two reads of the log. */
  readonly gatherMs: number;
  /** Pause before a client reconnects: the minimum, and the maximum of the random jitter added to it. */
  readonly minRetryMs: number;
  readonly retrySpreadMs: number;
  /** The same for a reader that was refused because too many streams are open. */
  readonly overloadRetrySeconds: number;
}

const defaultBounds: StreamBounds = {
  maxStreams: 20_000,
  maxStreamsPerCaller: 500,
  maxBufferedBytes: 262_144,
  maxBufferedMessages: 1000,
  heartbeatMs: 25_000,
  pollMs: 1000,
  listeningPollMs: 5000,
  gatherMs: 20,
  minRetryMs: 1000,
  retrySpreadMs: 2000,
  overloadRetrySeconds: 5,
};

export interface StreamsOptions {
  readonly source: LogSource;
  /** The services that handlers get. */
  readonly services: Services;
  readonly log: Log;
  readonly findViewers: FindViewers;
  readonly bounds?: Partial<StreamBounds>;
}

/** The streams of a process, with the notifications that the process sends them. */
export interface LiveStreams extends Streams {
  /** A transaction with events was committed. */
  readonly wake: () => void;
  /** Whether `wake` is called for the commits of all processes. */
  readonly listening: (isListening: boolean) => void;
  /** Ends all streams, and refuses new ones by ending them at once; clients reconnect to another process. */
  readonly close: () => void;
  readonly count: () => number;
}

/** Cursors that are looked up at once, so that calls find a connection meanwhile. */
const maxResolving = 2;

/** A session that ends closes its streams within a second. */
const upkeepMs = 500;

const cursorIn = ({ lastEventId }: Readonly<Record<string, unknown>>): string | undefined =>
  typeof lastEventId === "string" && lastEventId !== "" ? lastEventId : undefined;

function withoutCursor({ lastEventId: _, ...input }: Readonly<Record<string, unknown>>) {
  return input;
}

/** An open stream. */
interface Entry extends Admission {
  readonly caller: string;
  readonly channel: Channel;
}

/** Streams that are open, counted by caller. */
class OpenStreams implements LiveStreams {
  readonly #options: StreamsOptions;
  readonly #bounds: StreamBounds;
  readonly #tail: Tail;
  readonly #pages: LogPages;
  readonly #resolving = createSemaphore({ maxRunning: maxResolving });
  readonly #access: AccessCheck;
  readonly #channels = new Map<Implementation, Channel>();
  readonly #streams = new Map<LiveStream, Entry>();
  readonly #byCaller = new Map<string, number>();
  /** Streams that were admitted and do not count as open yet; the tail waits for them. */
  #opening = 0;
  #upkeep: ReturnType<typeof setInterval> | undefined;
  #isClosed = false;

  constructor(options: StreamsOptions) {
    const { source, log, services, findViewers, bounds } = options;
    this.#options = options;
    this.#bounds = { ...defaultBounds, ...bounds };
    this.#pages = new LogPages(source);
    const { pollMs, listeningPollMs, gatherMs } = this.#bounds;
    this.#tail = new Tail({
      source,
      log,
      pollMs,
      listeningPollMs,
      gatherMs,
      onEvents: (entries) => {
        for (const channel of this.#channels.values())
          if (!channel.take(entries)) this.#endAll("failed", (entry) => entry.channel === channel);
      },
      onGap: () => this.#resetAll(),
      onOtherHistory: () => {
        // Their clients come back with a position that the log does not know, and are sent a reset.
        this.#endAll("failed", () => true);
        this.#channels.clear();
        this.#pages.clear();
      },
    });
    this.#access = new AccessCheck(services, findViewers, (isMeant) => this.#endAll("access", isMeant));
  }

  readonly wake = () => this.#tail.wake();
  readonly listening = (isListening: boolean) => this.#tail.setListening(isListening);
  readonly count = () => this.#streams.size;

  readonly close = () => {
    this.#isClosed = true;
    this.#endAll("stopping", () => true);
  };

  readonly open = async (request: StreamRequest): Promise<OpenedStream> => {
    const caller = request.viewer === null ? request.address : `#${request.viewer.id}`;
    this.#admit(caller);
    this.#opening += 1;
    try {
      await this.#tail.start();
      return this.#opened(request, caller, await this.#startOf(request));
    } catch (error) {
      this.#openedOne();
      throw error;
    }
  };

  #opened(request: StreamRequest, caller: string, start: StreamStart): OpenedStream {
    const { viewer, input, requestId, membership, implementation } = request;
    const { minRetryMs, retrySpreadMs, maxBufferedBytes } = this.#bounds;
    const entry = { caller, channel: this.#channelOf(implementation), viewer, membership };
    return {
      body: (format) =>
        new LiveStream({
          reader: { viewer, input: withoutCursor(input) },
          format,
          start,
          requestId,
          retryMs: minRetryMs + Math.round(Math.random() * retrySpreadMs),
          maxBufferedBytes,
          onAttached: (stream) => this.#attached(stream, entry),
          onEnded: (stream, ending) => this.#ended(stream, ending),
        }),
      discard: () => this.#openedOne(),
    };
  }

  #openedOne(): void {
    this.#opening -= 1;
    this.#stopIfIdle();
  }

  #channelOf(implementation: Implementation): Channel {
    const { services, log } = this.#options;
    const checkAccess = () => this.#access.onMessages();
    const channel = this.#channels.get(implementation) ?? new Channel({ implementation, services, log, checkAccess });
    this.#channels.set(implementation, channel);
    return channel;
  }

  #admit(caller: string): void {
    const { maxStreams, maxStreamsPerCaller, overloadRetrySeconds } = this.#bounds;
    if (this.#isClosed || this.#streams.size >= maxStreams)
      throw standardError("unavailable", { retryAfterSeconds: overloadRetrySeconds });
    if ((this.#byCaller.get(caller) ?? 0) >= maxStreamsPerCaller)
      throw standardError("limited", {
        retryAfterSeconds: overloadRetrySeconds,
        detail: `At most ${maxStreamsPerCaller} streams may be open at once.`,
      });
  }

  async #startOf({ input }: StreamRequest): Promise<StreamStart> {
    const cursor = cursorIn(input);
    if (cursor === undefined) return { point: this.#tail.end, isReset: false };
    const position = this.#tail.find(cursor) ?? (await this.#resolving(() => this.#options.source.resolve(cursor)));
    return position === "reset"
      ? { point: this.#tail.end, isReset: true }
      : { point: { position, cursor }, isReset: false };
  }

  #attached(stream: LiveStream, entry: Entry) {
    const { log } = this.#options;
    const { caller, channel } = entry;
    this.#streams.set(stream, entry);
    this.#opening -= 1;
    this.#byCaller.set(caller, (this.#byCaller.get(caller) ?? 0) + 1);
    this.#access.add(entry);
    const group = channel.enter(stream.reader);
    this.#upkeep ??= setInterval(() => this.#maintain(), upkeepMs);
    const { maxBufferedBytes: maxBytes, heartbeatMs } = this.#bounds;
    const parts = { channel, tail: this.#tail, pages: this.#pages, maxBytes, heartbeatMs, log };
    queueMicrotask(() => {
      if (this.#isClosed) stream.end("stopping");
      else void catchUp(stream, group, parts);
    });
    return group;
  }

  #ended(stream: LiveStream, ending: StreamEnding): void {
    const entry = this.#streams.get(stream);
    if (entry === undefined) return;
    const { caller, channel } = entry;
    this.#streams.delete(stream);
    const left = (this.#byCaller.get(caller) ?? 1) - 1;
    if (left === 0) this.#byCaller.delete(caller);
    else this.#byCaller.set(caller, left);
    this.#access.remove(entry);
    if (stream.group !== undefined) {
      stream.group.members.delete(stream);
      channel.leave(stream.group);
    }
    if (ending !== "left") this.#options.log.info("live.stream_ended", { requestId: stream.requestId, reason: ending });
    this.#stopIfIdle();
  }

  #stopIfIdle(): void {
    if (this.#streams.size > 0 || this.#opening > 0) return;
    clearInterval(this.#upkeep);
    this.#upkeep = undefined;
    this.#tail.stop();
    this.#pages.clear();
  }

  #endAll(ending: StreamEnding, isMeant: (entry: Entry) => boolean): void {
    for (const [stream, entry] of this.#streams) if (isMeant(entry)) stream.end(ending);
  }

  #resetAll(): void {
    for (const stream of this.#streams.keys()) stream.reset(this.#tail.end);
  }

  /** Periodic work: access checks, keep-alives, and streams that are not read. */
  #maintain(): void {
    const { heartbeatMs, maxBufferedBytes, maxBufferedMessages } = this.#bounds;
    const idleSinceMs = performance.now() - heartbeatMs;
    const points = new Map<Channel, LogPoint | undefined>();
    for (const [stream, { channel }] of this.#streams) {
      const isSlow = stream.bufferedBytes() > maxBufferedBytes || stream.pending > maxBufferedMessages;
      if (isSlow) stream.end("slow");
      else if (stream.lastSentMs < idleSinceMs) {
        if (!points.has(channel)) points.set(channel, channel.point(this.#tail.end));
        const point = points.get(channel);
        if (!stream.group?.members.has(stream)) stream.keepAlive();
        else if (point !== undefined) stream.heartbeat(point);
      }
    }
    void this.#access
      .regularly()
      .catch((error: unknown) => this.#options.log.warn("live.access_unchecked", { error: describeError(error) }));
  }
}

/** Creates the streams of a process. They read the log only while there are some. */
export const createStreams = (options: StreamsOptions): LiveStreams => new OpenStreams(options);

export type { Viewer };
