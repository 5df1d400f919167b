import { setImmediate } from "node:timers";
import { pause } from "../concurrency/pause.ts";
import { isUnavailable } from "../database/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import { deliveriesOf, type PositionedMessage } from "./join-messages.ts";
import { type LogPages, pageSize } from "./log-pages.ts";
import type { LogEntry } from "./log-source.ts";
import type { Tail } from "./log-tail.ts";
import type { LiveStream } from "./open-stream.ts";
import type { Group } from "./reader-group.ts";
import type { Channel } from "./subscription-channel.ts";

export interface CatchUp {
  readonly channel: Channel;
  readonly tail: Tail;
  readonly pages: LogPages;
  /** Limit on buffered bytes that the client has not read; above it, the stream waits. */
  readonly maxBytes: number;
  /** Interval of keep-alives where no event concerns the reader. */
  readonly heartbeatMs: number;
  readonly log: Log;
}

const drainPollMs = 25;
const maxDrainMs = 30_000;

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Waits until the client has read most of the buffered data. @returns false when it does not read. */
async function waitUntilDrained(stream: LiveStream, maxBytes: number): Promise<boolean> {
  for (let waitedMs = 0; stream.bufferedBytes() > maxBytes / 2; waitedMs += drainPollMs) {
    if (waitedMs >= maxDrainMs) return false;
    await pause(drainPollMs);
  }
  return true;
}

/** An event and what a reader is sent for it. */
interface Prepared {
  readonly entry: LogEntry;
  /** `null`: it does not concern the reader; "gap": the message cannot be made. */
  readonly message: PositionedMessage["message"] | "gap" | null;
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

/** Reads the next page of a stream and makes its messages. @returns `undefined` where the next event has been deleted. */
async function preparePage(
  stream: LiveStream,
  group: Group,
  { channel, tail, pages }: CatchUp,
): Promise<readonly Prepared[] | undefined> {
  // A page from memory takes no time of the event loop's: calls are answered in between.
  await nextTurn();
  const entries = tail.since(stream.position)?.slice(0, pageSize) ?? (await pages.after(stream.position));
  if (entries[0]?.position !== stream.position + 1) return undefined;
  const prepared: Prepared[] = [];
  for (const entry of entries) {
    if (stream.isOver) break;
    prepared.push({ entry, message: channel.isAbout(entry) ? await messageOrGap(entry, group, channel) : null });
  }
  return prepared;
}

/** Sends messages that follow each other, as fast as the client reads. @returns false when the stream is over. */
async function sendAll(stream: LiveStream, messages: readonly PositionedMessage[], maxBytes: number) {
  for (const delivery of deliveriesOf(messages)) {
    stream.deliver(delivery);
    if (!(await waitUntilDrained(stream, maxBytes))) stream.end("slow");
    if (stream.isOver) return false;
  }
  return !stream.isOver;
}

/** Sends one page. @returns false when the stream is over. */
async function sendPage(stream: LiveStream, page: readonly Prepared[], { maxBytes, heartbeatMs }: CatchUp) {
  let messages: PositionedMessage[] = [];
  for (const { entry, message } of page) {
    if (message !== null && message !== "gap") messages.push({ position: entry.position, message });
    if (message !== "gap") continue;
    if (!(await sendAll(stream, messages, maxBytes))) return false;
    messages = [];
    stream.reset(entry);
  }
  if (!(await sendAll(stream, messages, maxBytes))) return false;
  const last = page.at(-1)?.entry;
  if (last === undefined) return true;
  stream.position = Math.max(stream.position, last.position);
  // A client that takes silence for a lost connection comes back to where it was, instead of to the start.
  if (performance.now() - stream.lastSentMs >= heartbeatMs) stream.heartbeat(last);
  return !stream.isOver;
}

async function catchUpWithTail(stream: LiveStream, group: Group, parts: CatchUp): Promise<void> {
  const { tail, channel } = parts;
  while (stream.position < tail.end.position) {
    const page = await channel.catchingUp(async () => (stream.isOver ? [] : preparePage(stream, group, parts)));
    if (stream.isOver) return;
    // The event after the stream's position has been deleted by retention meanwhile.
    if (page === undefined) stream.reset(tail.end);
    else if (!(await sendPage(stream, page, parts))) return;
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
