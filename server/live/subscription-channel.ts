import { setImmediate } from "node:timers";
import { pause } from "../concurrency/pause.ts";
import { createSemaphore } from "../concurrency/semaphore.ts";
import { isUnavailable } from "../database/index.ts";
import {
  audienceOf,
  type Implementation,
  isForReader,
  type Message,
  makeMessage,
  type Reader,
  type Services,
  type StreamMessage,
} from "../procedures/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import { deliveriesOf, type PositionedMessage } from "./join-messages.ts";
import type { LogEntry, LogPoint } from "./log-source.ts";
import { type Group, groupKeyOf } from "./reader-group.ts";
import { messageFrame } from "./sse-frames.ts";

/** A message as handlers and as readers get it. */
interface Made extends Message, StreamMessage {}

type GroupMessage = readonly [group: Group, message: StreamMessage];

export interface ChannelOptions {
  readonly implementation: Implementation;
  readonly services: Services;
  readonly log: Log;
  /** Checks the viewers of all streams, unless that was done just now. */
  readonly checkAccess: () => Promise<void>;
}

const retryPausesMs = [100, 400];
/** While the database is unavailable. */
const maxRetryPauseMs = 1000;
/** Writes between two turns of the event loop, so that other requests are answered meanwhile. */
const writesPerTurn = 200;
/** Handlers that run at once, where each reader has its own message. */
const maxAtOnce = 8;
/** Streams that read what they missed at once, so that calls find a connection meanwhile. */
const maxCatchingUp = 4;
/** Events that are sent together. */
const maxAtATime = 64;
/** Events that wait for slow handlers; beyond it the streams end, and their clients reconnect. */
const maxWaiting = 5000;

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Sends the events of one subscription to its streams, in order; a slow subscription delays no other. */
export class Channel {
  readonly groups = new Map<string, Group>();
  /** Runs the reads of streams that come back, a few at a time. */
  readonly catchingUp = createSemaphore({ maxRunning: maxCatchingUp });
  readonly #options: ChannelOptions;
  readonly #names: ReadonlySet<string>;
  readonly #made = new WeakMap<LogEntry, Promise<Made | null>>();
  #waiting: LogEntry[] = [];
  #isBusy = false;
  /** The point that all members have been sent. */
  #point: LogPoint | undefined;

  constructor(options: ChannelOptions) {
    const { procedure } = options.implementation;
    this.#options = options;
    this.#names = new Set(procedure.kind === "subscription" ? procedure.events : []);
  }

  /** Adds a stream to the group of its reader. */
  enter({ viewer, input }: Reader): Group {
    const isPublic = this.#options.implementation.procedure.access === "public";
    const reader = { viewer: isPublic ? null : viewer, input };
    const key = groupKeyOf(reader);
    const group = this.groups.get(key) ?? { ...reader, key, members: new Set(), streams: 0 };
    this.groups.set(key, group);
    group.streams += 1;
    return group;
  }

  leave(group: Group): void {
    group.streams -= 1;
    if (group.streams === 0) this.groups.delete(group.key);
  }

  isAbout({ name }: LogEntry): boolean {
    return this.#names.has(name);
  }

  /** The point up to which every member has its messages, when the log has been read to `end`. */
  point(end: LogPoint): LogPoint | undefined {
    return this.#isBusy ? this.#point : end;
  }

  /** Takes new events. @returns false when too many wait already. */
  take(entries: readonly LogEntry[]): boolean {
    if (this.groups.size === 0) return true;
    for (const entry of entries) if (this.isAbout(entry)) this.#waiting.push(entry);
    if (this.#waiting.length > maxWaiting) {
      this.#waiting = [];
      return false;
    }
    if (!this.#isBusy && this.#waiting.length > 0) void this.#work();
    return true;
  }

  /** The message of a reader for an event; null where it does not concern the reader. @throws the handler's error. */
  async messageFor(entry: LogEntry, group: Group): Promise<StreamMessage | null> {
    const { services, implementation } = this.#options;
    if (implementation.sharing === undefined) return this.#make(entry, group);
    const shared = await this.#shared(entry);
    if (shared === null || !isForReader(implementation, entry, shared, group)) return null;
    const ids = group.viewer === null ? [] : [group.viewer.id];
    const audience = await audienceOf(services, implementation, entry, shared, ids);
    return audience === undefined || ids.some((id) => audience.has(id)) ? shared : null;
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      const entries = this.#waiting.splice(0, maxAtATime);
      await this.#send(entries);
      this.#point = entries.at(-1);
    }
    this.#isBusy = false;
    this.#point = undefined;
  }

  /** Sends events to all members: together, so that each gets them by one write, and one by one where that fails. */
  async #send(entries: readonly LogEntry[]): Promise<void> {
    try {
      if (this.groups.size > 0) await this.#sendTogether(entries);
    } catch {
      for (const entry of entries) await this.#sendOne(entry);
    }
  }

  async #sendTogether(entries: readonly LogEntry[]): Promise<void> {
    await this.#options.checkAccess();
    const isShared = this.#options.implementation.sharing !== undefined;
    const messages = new Map<Group, PositionedMessage[]>();
    for (const entry of entries)
      for (const [group, message] of isShared ? await this.#sharedFor(entry) : await this.#eachFor(entry)) {
        const sent = messages.get(group) ?? [];
        sent.push({ position: entry.position, message });
        messages.set(group, sent);
      }
    await this.#write(messages);
  }

  /** Sends one event to all members. A message that cannot be made is reported as a gap, never dropped silently. */
  async #sendOne(entry: LogEntry): Promise<void> {
    for (let attempt = 0; this.groups.size > 0; attempt++)
      try {
        return await this.#sendTogether([entry]);
      } catch (error) {
        const pauseMs = retryPausesMs[attempt];
        if (pauseMs === undefined && !isUnavailable(error)) return this.#giveUp(entry, error);
        await pause(pauseMs ?? maxRetryPauseMs);
      }
  }

  #giveUp(entry: LogEntry, error: unknown): void {
    this.reportFailure(entry, error);
    for (const { members } of this.groups.values())
      for (const stream of members) if (stream.position < entry.position) stream.reset(entry);
  }

  /** Logs that an event has no message. */
  reportFailure({ id: eventId, name }: LogEntry, error: unknown): void {
    const { log, implementation } = this.#options;
    log.error("live.message_failed", { procedure: implementation.name, eventId, name, error: describeError(error) });
  }

  async #make(entry: LogEntry, reader?: Reader): Promise<Made | null> {
    const { services, implementation } = this.#options;
    const { cursor } = entry;
    const message = await makeMessage(services, implementation, entry, reader);
    return message === null ? null : { ...message, cursor, frame: messageFrame(message.json, cursor) };
  }

  #shared(entry: LogEntry): Promise<Made | null> {
    const shared = this.#made.get(entry) ?? this.#make(entry);
    this.#made.set(entry, shared);
    shared.catch(() => this.#made.delete(entry));
    return shared;
  }

  async #sharedFor(entry: LogEntry): Promise<readonly GroupMessage[]> {
    const { services, implementation } = this.#options;
    const shared = await this.#shared(entry);
    if (shared === null) return [];
    const groups = [...this.groups.values()].filter((group) => isForReader(implementation, entry, shared, group));
    const ids = new Set(groups.flatMap(({ viewer }) => viewer?.id ?? []));
    const audience = await audienceOf(services, implementation, entry, shared, [...ids]);
    const chosen =
      audience === undefined ? groups : groups.filter(({ viewer }) => viewer !== null && audience.has(viewer.id));
    return chosen.map((group) => [group, shared]);
  }

  async #eachFor(entry: LogEntry): Promise<readonly GroupMessage[]> {
    const groups = [...this.groups.values()];
    const messages: GroupMessage[] = [];
    const work = async () => {
      for (let group = groups.pop(); group !== undefined; group = groups.pop()) {
        const message = await this.messageFor(entry, group);
        if (message !== null) messages.push([group, message]);
      }
    };
    await Promise.all(Array.from({ length: maxAtOnce }, work));
    return messages;
  }

  async #write(messages: ReadonlyMap<Group, readonly PositionedMessage[]>): Promise<void> {
    let written = 0;
    for (const [{ members }, sent] of messages)
      for (const delivery of deliveriesOf(sent))
        for (const stream of members) {
          // Bytes that the system has taken count as unread until the next turn.
          if (stream.isFull) await nextTurn();
          stream.deliver(delivery);
          if (++written % writesPerTurn === 0) await nextTurn();
        }
  }
}
