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
  /** Told that the connection failed, so that notices may be missed from now on. */
  readonly onLost: (error: unknown) => void;
  /** Told that the connection stands and brings no notices. */
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
  /** Until listening is tried again where nothing was heard, as through a pooler; each time twice as long. */
  maxDeafPauseMs: 300_000,
};

/** The connection stands, and what was announced did not come. */
class NotHeard extends Error {
  override readonly name = "NotHeard";
}

type Single = Awaited<ReturnType<typeof openSingle>>;

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
    timer = setTimeout(() => reject(new NotHeard("no notice was heard in time")), timeoutMs);
  });
  try {
    return await Promise.race([work, lost, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** One connection: listens, and proves again and again that it hears. Ends by throwing why it does not, or with the signal. */
async function hear(
  { client, isDirect }: Single,
  options: ListenOptions,
  onProof: () => void,
  signal: AbortSignal,
): Promise<void> {
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
  // From the pool's side: the database that is written to is the one that is listened at, and a pooler that lends
  // connections would pass the notice to whom it lent one.
  const tellFromPool = () => sql`select pg_notify(${own}, '')`.execute(db);
  // Through a session of one's own: a pool that is exhausted says nothing of hearing.
  const tellOneself = () => client.query("select pg_notify($1, '')", [own]);
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const heard = new Promise<void>((resolve) => {
      onOwn = resolve;
    });
    const sent = isDirect && !isFirst ? tellOneself() : tellFromPool();
    await within(
      sent.then(() => heard),
      lost,
      proofTimeoutMs,
    );
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
  const { connectTimeoutMs, reconnectPauseMs, maxDeafPauseMs } = { ...defaultBounds, ...bounds };
  const stop = new AbortController();
  const { signal } = stop;
  let single: Single | undefined;
  /** What was told last: each is told once. */
  let told: "heard" | "lost" | "deaf" | undefined;

  const onProof = () => {
    if (told === "heard") return;
    told = "heard";
    onHeard();
    onNotice(undefined);
  };
  const onFailure = (error: unknown) => {
    // One that was heard before fell silent: it is lost, and opened again.
    const now = error instanceof NotHeard && told !== "heard" ? "deaf" : "lost";
    if (now !== told) (now === "deaf" ? onDeaf : onLost)(error);
    told = now;
    return now;
  };
  const run = async () => {
    let pauseMs = reconnectPauseMs;
    while (!signal.aborted) {
      let failed: "lost" | "deaf" = "lost";
      try {
        single = await openSingle(url, { applicationName: "dovetail events", connectTimeoutMs });
        await hear(single, options, onProof, signal);
      } catch (error) {
        if (!signal.aborted) failed = onFailure(error);
      }
      // Not waited for: a server that fell silent does not say good-bye.
      single?.client.end().catch(() => {});
      single = undefined;
      pauseMs = failed === "deaf" ? Math.min(pauseMs * 2, maxDeafPauseMs) : reconnectPauseMs;
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
