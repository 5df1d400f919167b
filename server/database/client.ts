import type { PostgresPoolClient } from "kysely";
import type pg from "pg";
import { countStatement } from "./statement-count.ts";

/** Guarantees Kysely's one call without a cursor: the text and its parameters, answered with rows, count and command. */
const asQuery = (query: unknown) => query as PostgresPoolClient["query"];

/** Hears of a statement's answer, or of what went wrong. */
export type Answered = (error: Error | undefined, rows: readonly unknown[]) => void;

/** A client of the pool, for as long as it is lent out. */
export interface PooledClient extends PostgresPoolClient {
  /** Sends one statement; it need not wait for the answers of those before. */
  readonly send: (text: string, parameters: readonly unknown[], answered: Answered) => void;
  /** Keeps what is sent until `uncork`, so that it leaves in one packet. */
  readonly cork: () => void;
  readonly uncork: () => void;
  readonly release: (destroy?: boolean) => void;
}

/** What a client is lent out with. */
export interface ClientOptions {
  readonly nameOf: (text: string) => string | undefined;
  /** How long one statement may go unanswered; 0 means without end. */
  readonly responseTimeoutMs: number;
  readonly onStatement?: ((text: string) => void) | undefined;
}

/**
 * Calls `onSilence` when statements are under way and nothing was heard for `limitMs`. One timer stands for all
 * statements of a client: pg's own `query_timeout` makes a timer for each, which cost a fifth of a read.
 */
function createWatch(limitMs: number, onSilence: () => void) {
  let underWay = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heardAtMs = 0;

  const look = () => {
    timer = undefined;
    if (underWay === 0) return;
    const leftMs = heardAtMs + limitMs - performance.now();
    if (leftMs > 0) timer = setTimeout(look, Math.ceil(leftMs));
    else onSilence();
  };
  return {
    sent: () => {
      if (underWay === 0) heardAtMs = performance.now();
      underWay += 1;
      timer ??= setTimeout(look, limitMs);
    },
    heard: () => {
      underWay -= 1;
      heardAtMs = performance.now();
    },
    stop: () => clearTimeout(timer),
  };
}

const unwatched = { sent: () => {}, heard: () => {}, stop: () => {} };

/**
 * A client of the pool, for as long as it lives. Its connection is cut once the server fell silent, which fails all
 * that is under way: whoever came next would wait behind a statement that is never answered.
 */
export function createClient(
  client: pg.PoolClient,
  { nameOf, responseTimeoutMs: silenceMs, onStatement }: ClientOptions,
): PooledClient {
  const { stream } = client.connection;
  const watch = silenceMs === 0 ? unwatched : createWatch(silenceMs, () => stream.destroy());
  client.once("end", watch.stop);

  // By callback: what the promises of pg's own bring, the collector of young objects cannot free.
  const ask = (text: string, values: unknown[], done: (error: Error | null, answer: pg.QueryResult) => void) => {
    const name = nameOf(text);
    onStatement?.(text);
    watch.sent();
    client.query({ text, values, ...(name !== undefined && { name }) }, (error, answer) => {
      watch.heard();
      done(error, answer);
    });
  };
  const query = (text: string, parameters: readonly unknown[]) =>
    new Promise<pg.QueryResult>((resolve, reject) => {
      countStatement();
      ask(text, [...parameters], (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  return {
    query: asQuery(query),
    send: (text, parameters, answered) =>
      ask(text, [...parameters], (error, answer) => answered(error ?? undefined, error ? [] : answer.rows)),
    // workerd's socket knows neither.
    cork: () => stream.cork?.(),
    uncork: () => stream.uncork?.(),
    release: (destroy = false) => client.release(destroy),
  };
}
