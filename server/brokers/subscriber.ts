import { describeError, type Log } from "../providers/log.ts";
import { type BrokerAdapter, type Consumption, countOf } from "./broker.ts";
import type { IncomingMessage } from "./incoming.ts";
import { createKeyedQueue } from "./keyed-queue.ts";
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

const connectDeadlineMs = 8000;
const defaultConcurrency = 8;
const defaultDrainMs = 8000;
const maxPauseMs = 10_000;

/** Resolves at the signal, or after a time. */
const aborted = (signal: AbortSignal, maxMs?: number) =>
  new Promise<void>((resolve) => {
    const timer = maxMs === undefined ? undefined : setTimeout(resolve, maxMs);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
  });

/** Aborts some time after the given signal. */
function abortLater(signal: AbortSignal, ms: number): AbortSignal {
  const controller = new AbortController();
  const start = () => setTimeout(() => controller.abort(), ms).unref();
  signal.addEventListener("abort", start, { once: true });
  if (signal.aborted) start();
  return controller.signal;
}

/** One line when a broker goes away, one when it is back. */
function createState(log: Log, broker: string) {
  let isDown = false;
  return (error: unknown) => {
    if (error === undefined && isDown) log.info("broker.recovered", { broker });
    if (error !== undefined && !isDown) log.warn("broker.unavailable", { broker, error: describeError(error) });
    isDown = error !== undefined;
  };
}

/**
 * Consumes a source until the signal aborts, over a new connection whenever one is lost. Messages of a key are handled one
 * after another, `?concurrency=` keys at a time. At the signal no further message begins; those that run end or, after
 * `drainMs`, are left to the next delivery. Never rejects.
 */
export async function subscribe(options: SubscriberOptions, signal: AbortSignal): Promise<void> {
  const { name, url, load, receive, log, drainMs = defaultDrainMs } = options;
  const tell = createState(log, name);
  const stop = abortLater(signal, drainMs);
  const concurrency = countOf(url, "concurrency", defaultConcurrency);
  const queue = createKeyedQueue(concurrency);
  const deliver = (message: IncomingMessage) => {
    const { key, settle } = receive(message);
    return queue.run(key, async () => {
      signal.throwIfAborted();
      await settle(stop);
    });
  };
  const open = async (): Promise<Consumption> => {
    const adapter = await load();
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(connectDeadlineMs)]);
    const prefetch = countOf(url, "prefetch", 2 * concurrency);
    return adapter.consume(url, { clientName: "dovetail", signal: deadline, prefetch, deliver });
  };
  for (let failures = 0; !signal.aborted; ) {
    let consumption: Consumption | undefined;
    try {
      consumption = await open();
      tell(undefined);
      failures = 0;
      await Promise.race([consumption.closed, aborted(signal)]);
      if (!signal.aborted) tell("the connection was lost");
    } catch (error) {
      if (!signal.aborted) tell(error);
    }
    if (signal.aborted) {
      await consumption?.stop();
      await Promise.race([queue.idle(), aborted(stop)]);
    }
    await consumption?.close();
    failures += 1;
    if (!signal.aborted) await aborted(signal, Math.min(100 * 2 ** failures, maxPauseMs));
  }
}
