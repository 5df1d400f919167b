import { backoffMs } from "../concurrency/backoff.ts";
import { gracePeriod, untilAborted } from "../concurrency/deadline.ts";
import { createKeyedQueue } from "../concurrency/keyed-queue.ts";
import { pause } from "../concurrency/pause.ts";
import type { Log } from "../providers/log.ts";
import { type BrokerAdapter, type Consumption, countOf } from "./broker.ts";
import { createConnectionLog } from "./connection-log.ts";
import type { IncomingMessage } from "./incoming.ts";
import type { Received } from "./receive.ts";

/** Options of {@link subscribe}. */
export interface SubscriberOptions {
  /** The source's name, as log lines give it: `broker:orders`. */
  readonly name: string;
  readonly url: URL;
  readonly load: () => Promise<BrokerAdapter>;
  readonly receive: (message: IncomingMessage) => Received;
  readonly log: Log;
  /** Graceful shutdown: how long running handlers may go on after the signal. */
  readonly drainMs?: number;
}

/** Joining a group of Kafka takes as long as its other members take to join again. */
const openDeadlineMs = 25_000;
const defaultConcurrency = 8;
const defaultDrainMs = 8000;
const reconnecting = { firstMs: 200, maxMs: 10_000 };

/**
 * Consumes a source until the signal aborts, over a new connection whenever one is lost. Messages of a key are handled one
 * after another, `?concurrency=` keys at a time. At the signal no further message begins; those that run end or, after
 * `drainMs`, are left to the next delivery. Never rejects.
 */
export async function subscribe(options: SubscriberOptions, signal: AbortSignal): Promise<void> {
  const { name, url, load, receive, log, drainMs = defaultDrainMs } = options;
  const logState = createConnectionLog(log, name);
  const stop = gracePeriod(signal, drainMs);
  const concurrency = countOf(url, "concurrency", defaultConcurrency);
  const queue = createKeyedQueue(concurrency);
  const deliver = async (message: IncomingMessage) => {
    const { key, settle } = receive(message);
    await queue.run(key, async () => {
      signal.throwIfAborted();
      await settle(stop.signal);
    });
  };
  const open = async (): Promise<Consumption> => {
    const adapter = await load();
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(openDeadlineMs)]);
    const prefetch = countOf(url, "prefetch", 2 * concurrency);
    return adapter.consume(url, { clientName: "dovetail", signal: deadline, prefetch, deliver });
  };
  for (let failures = 0; !signal.aborted; ) {
    let consumption: Consumption | undefined;
    try {
      consumption = await open();
      logState(undefined);
      failures = 0;
      const { closed } = consumption;
      await untilAborted(signal, () => closed);
      logState("the connection was lost");
    } catch (error) {
      if (!signal.aborted) logState(error);
    }
    if (signal.aborted) {
      await consumption?.stop();
      await untilAborted(stop.signal, queue.idle).catch(() => {});
    }
    await consumption?.close();
    failures += 1;
    if (!signal.aborted) await pause(backoffMs(reconnecting, failures), signal);
  }
  stop.cancel();
}
