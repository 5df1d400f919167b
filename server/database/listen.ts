import { sql } from "kysely";
import { DeadlineExceeded, withDeadline } from "../concurrency/deadline.ts";
import { pause } from "../concurrency/pause.ts";
import type { Db } from "./schema.ts";
import { openSingle } from "./single-connection.ts";

/** Options and callbacks of {@link listen}. */
export interface ListenOptions {
  readonly url: string;
  /** The database whose commits are notified; it also sends the probe notifications. */
  readonly db: Db;
  /** By channel: called with the payload of each notification, and with `undefined` whenever some may have been missed. */
  readonly channels: Readonly<Record<string, (payload: string | undefined) => void>>;
  /** Called when notifications arrive, at first and after an interruption. */
  readonly onDelivering: () => void;
  /** Called when the connection fails, so that notifications may be missed from now on. */
  readonly onLost: (error: unknown) => void;
  /** Called when the connection is open but delivers no notifications, as through a transaction pooler. */
  readonly onUndelivered: (error: unknown) => void;
  readonly bounds?: Partial<typeof defaultBounds>;
}

const defaultBounds = {
  connectTimeoutMs: 5000,
  /** Interval and timeout of probe notifications; their sum bounds how long a loss goes unnoticed. */
  proofEveryMs: 700,
  proofTimeoutMs: 1200,
  /** Pause before a lost connection is reopened. */
  reconnectPauseMs: 1000,
  /** Upper bound of the exponential backoff where no notification arrives, as through a pooler. */
  maxUndeliveredPauseMs: 300_000,
};

type Single = Awaited<ReturnType<typeof openSingle>>;

/** Awaits `work` while the connection lives. @throws {DeadlineExceeded}; the reason of `lost` when that rejects. */
const within = <T>(work: Promise<T>, lost: Promise<never>, timeoutMs: number): Promise<T> =>
  withDeadline(timeoutMs, () => Promise.race([work, lost]));

/** Listens on one connection and probes it periodically. Returns on the signal. @throws why notifications no longer arrive. */
async function listenOn(
  { client, isDirect }: Single,
  options: ListenOptions,
  onProof: () => void,
  signal: AbortSignal,
): Promise<void> {
  const { db, channels, bounds } = options;
  const { proofEveryMs, proofTimeoutMs } = { ...defaultBounds, ...bounds };
  const own = `proof_${crypto.randomUUID()}`;
  let onOwn = () => {};
  const lost = new Promise<never>((_, reject) => {
    client.on("error", reject);
    client.on("end", () => reject(new Error("the connection ended")));
  });
  lost.catch(() => {});
  client.on("notification", ({ channel, payload = "" }) => (channel === own ? onOwn() : channels[channel]?.(payload)));
  const listening = [...Object.keys(channels), own].map((channel) => `listen ${client.escapeIdentifier(channel)}`);
  await within(client.query(listening.join("; ")), lost, proofTimeoutMs);
  // Sent through the pool, to verify that writes and LISTEN reach the same database. A transaction pooler would deliver the
  // notification to another client.
  const notifyFromPool = () => sql`select pg_notify(${own}, '')`.execute(db);
  // Sent through the listening session, since an exhausted pool would fail the probe without a lost notification.
  const notifyOwnSession = () => client.query("select pg_notify($1, '')", [own]);
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const received = new Promise<void>((resolve) => {
      onOwn = resolve;
    });
    const sent = isDirect && !isFirst ? notifyOwnSession() : notifyFromPool();
    await within(
      sent.then(() => received),
      lost,
      proofTimeoutMs,
    );
    onProof();
    await Promise.race([pause(proofEveryMs, signal), lost]);
  }
}

/**
 * Listens to channels (LISTEN/NOTIFY) over one separate connection, which reconnects after a loss. Probe notifications
 * verify delivery: poolers accept LISTEN but deliver nothing, and a connection may be half-open.
 * @returns a function that ends the connection.
 */
export function listen(options: ListenOptions): () => Promise<void> {
  const { url, channels, onDelivering, onLost, onUndelivered, bounds } = options;
  const { connectTimeoutMs, reconnectPauseMs, maxUndeliveredPauseMs } = { ...defaultBounds, ...bounds };
  const stop = new AbortController();
  const { signal } = stop;
  let single: Single | undefined;
  /** Last state reported; each change is reported once. */
  let reported: "delivering" | "lost" | "undelivered" | undefined;

  const onProof = () => {
    if (reported === "delivering") return;
    reported = "delivering";
    onDelivering();
    for (const onNotice of Object.values(channels)) onNotice(undefined);
  };
  const onFailure = (error: unknown) => {
    // A connection that delivered before and went silent is lost, and is reopened.
    const now = error instanceof DeadlineExceeded && reported !== "delivering" ? "undelivered" : "lost";
    if (now !== reported) (now === "undelivered" ? onUndelivered : onLost)(error);
    reported = now;
    return now;
  };
  const run = async () => {
    let pauseMs = reconnectPauseMs;
    while (!signal.aborted) {
      let failed: "lost" | "undelivered" = "lost";
      try {
        single = await openSingle(url, { applicationName: "dovetail listener", connectTimeoutMs });
        await listenOn(single, options, onProof, signal);
      } catch (error) {
        if (!signal.aborted) failed = onFailure(error);
      }
      // Not awaited: an unresponsive server does not complete the close.
      single?.client.end().catch(() => {});
      single = undefined;
      pauseMs = failed === "undelivered" ? Math.min(pauseMs * 2, maxUndeliveredPauseMs) : reconnectPauseMs;
      await pause(pauseMs, signal);
    }
  };
  const ended = run();
  return async () => {
    stop.abort();
    single?.client.connection.stream.destroy();
    await ended;
  };
}
