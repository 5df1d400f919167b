import { pause } from "../concurrency/pause.ts";
import { isUnavailable } from "../database/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import type { Channel } from "./channel.ts";
import { deliveriesOf } from "./delivery.ts";
import type { LogEntry, LogSource } from "./log-source.ts";
import type { Tail } from "./log-tail.ts";
import type { LiveStream } from "./open-stream.ts";
import type { Group } from "./reader-group.ts";

export interface CatchUp {
  readonly channel: Channel;
  readonly tail: Tail;
  readonly source: LogSource;
  /** Limit on buffered bytes that the client has not read; above it, the stream waits. */
  readonly maxBytes: number;
  /** Interval of keep-alives where no event concerns the reader. */
  readonly heartbeatMs: number;
  readonly log: Log;
}

const maxPageEvents = 100;
const drainPollMs = 25;
const maxDrainMs = 30_000;

/** Waits until the client has read most of the buffered data. @returns false when it does not read. */
async function waitUntilDrained(stream: LiveStream, maxBytes: number): Promise<boolean> {
  for (let waitedMs = 0; stream.bufferedBytes() > maxBytes / 2; waitedMs += drainPollMs) {
    if (waitedMs >= maxDrainMs) return false;
    await pause(drainPollMs);
  }
  return true;
}

/** The message of an event; "gap" if creating it fails. @throws when the database is unavailable. */
async function messageOrGap(entry: LogEntry, group: Group, channel: Channel) {
  try {
    return await channel.messageFor(entry, group);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    channel.reportFailure(entry, error);
    return "gap";
  }
}

/** Sends one page. @returns false when the stream is over. */
async function sendPage(
  stream: LiveStream,
  group: Group,
  entries: readonly LogEntry[],
  { channel, maxBytes, heartbeatMs }: CatchUp,
) {
  for (const entry of entries) {
    const message = channel.isAbout(entry) ? await messageOrGap(entry, group, channel) : null;
    if (stream.isOver) return false;
    if (message === "gap") stream.reset(entry);
    else if (message === null) stream.position = entry.position;
    else for (const one of deliveriesOf([{ position: entry.position, message }])) stream.deliver(one);
    // A client that takes silence for a lost connection comes back to where it was, instead of to the start.
    if (performance.now() - stream.lastSentMs >= heartbeatMs) stream.heartbeat(entry);
    if (!(await waitUntilDrained(stream, maxBytes))) {
      stream.end("slow");
      return false;
    }
  }
  return !stream.isOver;
}

async function catchUpWithTail(stream: LiveStream, group: Group, parts: CatchUp): Promise<void> {
  const { tail, source } = parts;
  while (stream.position < tail.end.position) {
    const entries = tail.since(stream.position) ?? (await source.read(stream.position, maxPageEvents));
    if (stream.isOver) return;
    // The event after the stream's position has been deleted by retention meanwhile.
    if (entries[0]?.position !== stream.position + 1) stream.reset(tail.end);
    else if (!(await sendPage(stream, group, entries, parts))) return;
  }
  // No await since the comparison, so all events that the tail reads next reach the stream as a member.
  if (!stream.isOver) group.members.add(stream);
}

/** Sends a stream the events between its position and the tail of the log, then lets it follow the tail. */
export async function catchUp(stream: LiveStream, group: Group, parts: CatchUp): Promise<void> {
  try {
    await catchUpWithTail(stream, group, parts);
  } catch (error) {
    parts.log.warn("live.catch_up_failed", { requestId: stream.requestId, error: describeError(error) });
    stream.end("failed");
  }
}
