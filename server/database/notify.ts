import type { Send } from "./compiled-queries.ts";
import type { Db, Tx } from "./schema.ts";

/** Notifications of one channel within this time are sent as one. */
const mergeMs = 20;

const text = "select pg_notify($1, '')";

/** Sends NOTIFY messages after commits. */
export interface Notifier {
  /** Notifies soon: at once, or with the others of the next milliseconds. Failures are ignored, since listeners also poll. */
  readonly send: (channel: string) => void;
  /** Sends the pending notifications. */
  readonly flush: () => Promise<void>;
}

/** Creates a notifier that merges the notifications of one channel. */
export function createNotifier(send: Send): Notifier {
  const waiting = new Map<string, boolean>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const emit = (channel: string) =>
    send(text, [channel]).then(
      () => {},
      () => {},
    );
  const tick = () => {
    timer = undefined;
    for (const [channel, isDue] of waiting) {
      if (isDue) void emit(channel);
      if (isDue) waiting.set(channel, false);
      else waiting.delete(channel);
    }
    if (waiting.size > 0) timer = setTimeout(tick, mergeMs);
  };
  return {
    send: (channel) => {
      if (!waiting.has(channel)) void emit(channel);
      waiting.set(channel, waiting.has(channel));
      timer ??= setTimeout(tick, mergeMs);
    },
    flush: async () => {
      clearTimeout(timer);
      timer = undefined;
      const due = [...waiting].filter(([, isDue]) => isDue);
      waiting.clear();
      await Promise.all(due.map(([channel]) => emit(channel)));
    },
  };
}

const notifiers = new WeakMap<Db, Notifier>();

/** Registers the sender of a database's notifications after commits. Without one they are sent within the transaction. */
export const registerNotifier = (db: Db, sender: Notifier): void => {
  notifiers.set(db, sender);
};

const channelsOf = new WeakMap<Tx, Set<string>>();

/**
 * Runs the work of a transaction, then sends its notifications.
 * @param commit runs the work and commits.
 */
export async function withNotifications<T>(db: Db, commit: (collect: (tx: Tx) => void) => Promise<T>): Promise<T> {
  const sender = notifiers.get(db);
  if (sender === undefined) return commit(() => {});
  const channels = new Set<string>();
  const result = await commit((tx) => channelsOf.set(tx, channels));
  for (const channel of channels) sender.send(channel);
  return result;
}

/**
 * Notifies a channel once the transaction has committed. Sent after the commit rather than within it, where NOTIFY holds a
 * lock of the whole server until the commit is on disk, so that writers would commit one after another. When the process
 * ends between the two, listeners learn of the commit by polling.
 * @returns false where it must be sent within the transaction: the process may end with the request.
 */
export function notifyAfterCommit(tx: Tx, channel: string): boolean {
  const channels = channelsOf.get(tx);
  channels?.add(channel);
  return channels !== undefined;
}
