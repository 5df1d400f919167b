import { type Caching, createCachingMemory, openCaching } from "../app/caching.ts";
import { type Config, ConfigError } from "../app/config.ts";
import { schedules } from "../app/jobs.ts";
import { type Mailing, openMailing } from "../app/mailing.ts";
import { type Db, listen } from "../database/index.ts";
import { logChannel, type Readers } from "../events/index.ts";
import { createDispatcher, type Handlers, jobNamed, jobsChannel } from "../jobs/index.ts";
import type { LiveStreams } from "../live/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import { readMode, type Transport } from "../redis/index.ts";
import type { TlsMismatch } from "../redis/tls-mismatch.ts";
import type { Tracer } from "../telemetry/index.ts";

/**
 * Opens the cache of a long-lived process, as on Node and Deno. An in-memory cache is used only where no other
 * process writes to the database, as with the embedded one: other processes cannot invalidate it. Processes of one
 * supervisor share its memory. Elsewhere caching requires Redis.
 */
export async function cachingOf(
  { cachesInMemory, redis }: Config,
  { db, log, parent }: { readonly db: Db; readonly log: Log; readonly parent: Transport | undefined },
): Promise<Caching | undefined> {
  if (redis.kind === "memory" && !cachesInMemory) return undefined;
  const memory = createCachingMemory(log);
  if (redis.kind === "memory" && parent !== undefined)
    return openCaching({ redis: { kind: "parent" }, db, log, memory, parent });
  // Imported only when used: the Redis client takes 15 MiB.
  const tcp = redis.kind === "tcp" ? (await import("../redis/tcp-transport.ts")).createTcpTransport : undefined;
  const caching = openCaching({ redis, db, log, memory, ...(tcp !== undefined && { tcp }) });
  if (redis.kind === "tcp") await refuseMisnamed(caching, redis.url);
  return caching;
}

const otherModes: Readonly<Record<string, string>> = {
  cluster: "leads to a node of a Redis Cluster; name a Redis that is no cluster, such as one with replicas",
  sentinel: "leads to a Redis Sentinel; name the Redis that it watches, or a proxy that follows its failovers",
};

const tlsAdvice: Readonly<Record<TlsMismatch, string>> = {
  expected: "the server expects TLS; begin the address with rediss:// (TLS_EXPECTED)",
  missing: "the server does not speak TLS; begin the address with redis:// (TLS_MISSING)",
};

/** The advice about an address whose server can never serve; `undefined` where it may, now or later. */
async function adviceAbout({ connection }: Caching, url: string): Promise<string | undefined> {
  const mode = await readMode(connection.redis);
  if (mode !== undefined) return otherModes[mode];
  const mismatch = await (await import("../redis/tls-mismatch.ts")).findTlsMismatch(url);
  return mismatch && tlsAdvice[mismatch];
}

/**
 * Fails at startup when Redis is reachable and unsupported, or speaks TLS where the address does not.
 * @throws {ConfigError} for Redis Cluster and Sentinel, and for the wrong one of `redis://` and `rediss://`.
 */
async function refuseMisnamed(caching: Caching, url: string): Promise<void> {
  const advice = await adviceAbout(caching, url);
  if (advice === undefined) return;
  await caching.close();
  throw new ConfigError(`REDIS_URL: ${advice}`);
}

/** Opens the mail transport of a long-lived process. */
export async function mailingOf({ mail }: Config, log: Log): Promise<Mailing> {
  const smtp = mail.kind === "smtp" ? (await import("../providers/mail/smtp.ts")).createSmtpTransport : undefined;
  return openMailing(mail, log, smtp);
}

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
