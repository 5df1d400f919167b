import type { Caching } from "../app/caching.ts";
import { schedules } from "../app/jobs.ts";
import { type Db, listen } from "../database/index.ts";
import { logChannel, type Readers } from "../events/index.ts";
import { createDispatcher, type Handlers, jobNamed, jobsChannel } from "../jobs/index.ts";
import type { LiveStreams } from "../live/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import type { Tracer } from "../telemetry/index.ts";

/** Dependencies of the background work. */
export interface BackgroundWork {
  readonly db: Db;
  readonly log: Log;
  readonly tracer: Tracer | null;
  readonly caching: Caching | undefined;
  readonly handlers: Handlers;
  readonly readers: Readers;
  readonly streams: Pick<LiveStreams, "wake" | "listening">;
  /** A direct database URL, for LISTEN/NOTIFY. */
  readonly listenUrl: string;
  /** Resolves when this process is the one of several that runs jobs and readers; at once if absent. */
  readonly elected?: Promise<void>;
}

/** Listens to commits over one connection for all listeners of the process. */
function listenForCommits(
  { db, log, caching, readers, streams, listenUrl }: BackgroundWork,
  notify: (payload?: string) => void,
): () => Promise<void> {
  const inform = (isListening: boolean) => {
    if (caching?.isShared) caching.cache.inform(isListening);
    streams.listening(isListening);
  };
  return listen({
    url: listenUrl,
    db,
    channels: {
      [jobsChannel]: (stored) => {
        notify(stored);
        if (stored === undefined || jobNamed(stored) === "cache.invalidate") caching?.cache.markSuspect();
      },
      [logChannel]: () => {
        readers.wake();
        streams.wake();
      },
    },
    onDelivering: () => inform(true),
    onLost: (error) => {
      inform(false);
      log.warn("db.listen_lost", { error: describeError(error) });
    },
    onUndelivered: (error) => {
      const effect = "jobs and streams are polled, and without notifications no answer is served from a shared cache";
      log.warn("db.listen_unavailable", { error: describeError(error), effect, setting: "DATABASE_DIRECT_URL" });
    },
  });
}

/** Resolves with true when this process is elected to run background work, and with false when the signal aborts first. */
export const electedUntil = (elected: Promise<void>, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(false), { once: true });
    void elected.then(() => resolve(!signal.aborted));
  });

/**
 * Listens to commits until the signal aborts; once elected, runs the dispatcher of jobs and schedules, and the readers of the
 * event log.
 */
export async function dispatchUntil(signal: AbortSignal, background: BackgroundWork): Promise<void> {
  const { db, log, tracer, caching, handlers, readers, elected = Promise.resolve() } = background;
  // Invalidations that other processes could not perform arrive only as notifications.
  if (caching?.isShared) caching.cache.inform(false);
  const dispatcher = createDispatcher({ db, log, tracer, handlers, schedules });
  const stopListening = listenForCommits(background, dispatcher.notify);
  if (await electedUntil(elected, signal)) await Promise.all([dispatcher.loop(signal), readers.loop(signal)]);
  await stopListening();
}
