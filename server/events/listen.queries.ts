import { sql } from "kysely";
import { type Db, openSingle } from "../database/index.ts";
import { channel } from "./queries.ts";

/** Where to listen, by what to prove that something is heard, and whom to tell. */
export interface ListenOptions {
  readonly url: string;
  /** The database whose commits are announced; it sends the notices by which hearing is proved. */
  readonly db: Db;
  /** Told of each notice, and with `undefined` whenever some may have been missed. */
  readonly onNotice: (event: string | undefined) => void;
  /** Told that notices are heard, whenever that was in doubt. */
  readonly onHeard: () => void;
  /** Told that notices may be missed from now on. Not before the first was heard. */
  readonly onLost: (error: unknown) => void;
  /** Told once, if none is heard at first. */
  readonly onDeaf: (error: unknown) => void;
  readonly bounds?: Partial<typeof defaultBounds>;
}

const defaultBounds = {
  connectTimeoutMs: 5000,
  /** How often a notice to oneself is sent, and how long it may take: both together, a loss goes unnoticed. */
  proofEveryMs: 700,
  proofTimeoutMs: 1200,
  /** Until a connection that ended is opened again. */
  reconnectPauseMs: 1000,
  /** Until listening is tried again where nothing was heard, as through a pooler. */
  deafPauseMs: 30_000,
};

type Client = Awaited<ReturnType<typeof openSingle>>;

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    const over = () => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) over();
    signal.addEventListener("abort", over, { once: true });
  });

/** Resolves once `work` does. @throws when it does not in time, or when `lost` rejects. */
async function within<T>(work: Promise<T>, lost: Promise<never>, timeoutMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no notice was heard in time")), timeoutMs);
  });
  try {
    return await Promise.race([work, lost, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** One connection: listens, and proves again and again that it hears. Ends by throwing why it does not, or with the signal. */
async function hear(client: Client, options: ListenOptions, onProof: () => void, signal: AbortSignal): Promise<void> {
  const { db, onNotice, bounds } = options;
  const { proofEveryMs, proofTimeoutMs } = { ...defaultBounds, ...bounds };
  const own = `${channel}_${crypto.randomUUID()}`;
  let onOwn = () => {};
  const lost = new Promise<never>((_, reject) => {
    client.on("error", reject);
    client.on("end", () => reject(new Error("the connection ended")));
  });
  lost.catch(() => {});
  client.on("notification", (notice) => (notice.channel === own ? onOwn() : onNotice(notice.payload ?? "")));
  await within(client.query(`listen ${channel}; listen "${own}"`), lost, proofTimeoutMs);
  while (!signal.aborted) {
    const heard = new Promise<void>((resolve) => {
      onOwn = resolve;
    });
    // Over the pool: a pooler that lends connections may pass a notice to whom it lent one, and to nobody else.
    const sent = sql`select pg_notify(${own}, '')`.execute(db).then(() => heard);
    await within(sent, lost, proofTimeoutMs);
    onProof();
    await Promise.race([pause(proofEveryMs, signal), lost]);
  }
}

/**
 * Hears of commits that brought events, over a connection of its own that is opened again whenever it is lost. That it
 * hears is not taken for granted: poolers answer LISTEN and bring nothing, and a connection may be cut without a word.
 * @returns ends the connection.
 */
export function listen(options: ListenOptions): () => Promise<void> {
  const { url, onNotice, onHeard, onLost, onDeaf, bounds } = options;
  const { connectTimeoutMs, reconnectPauseMs, deafPauseMs } = { ...defaultBounds, ...bounds };
  const stop = new AbortController();
  const { signal } = stop;
  let client: Client | undefined;
  let isHearing = false;
  let hasHeard = false;
  let isToldDeaf = false;

  const onProof = () => {
    if (isHearing) return;
    isHearing = true;
    hasHeard = true;
    onHeard();
    onNotice(undefined);
  };
  const onFailure = (error: unknown) => {
    if (isHearing) onLost(error);
    else if (!hasHeard && !isToldDeaf) {
      isToldDeaf = true;
      onDeaf(error);
    }
    isHearing = false;
  };
  const run = async () => {
    while (!signal.aborted) {
      let wasHearing = false;
      try {
        client = await openSingle(url, { applicationName: "dovetail events", connectTimeoutMs });
        await hear(client, options, onProof, signal);
      } catch (error) {
        wasHearing = isHearing;
        if (!signal.aborted) onFailure(error);
      }
      // Not waited for: a server that fell silent does not say good-bye.
      client?.end().catch(() => {});
      const isUnlistened = client !== undefined && !wasHearing;
      client = undefined;
      await pause(isUnlistened ? deafPauseMs : reconnectPauseMs, signal);
    }
  };
  const ended = run();
  return async () => {
    stop.abort();
    client?.connection.stream.destroy();
    await ended;
  };
}
