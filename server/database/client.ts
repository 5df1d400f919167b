import type { PostgresPoolClient } from "kysely";
import type pg from "pg";
import { countStatement } from "./counted.ts";

/** Guarantees Kysely's one call without a cursor: the text and its parameters, answered with rows, count and command. */
const asQuery = (query: unknown) => query as PostgresPoolClient["query"];

/** What a client is lent out with. */
export interface ClientOptions {
  readonly nameOf: (text: string) => string | undefined;
  /** How long one statement may go unanswered; 0 means without end. */
  readonly silenceMs: number;
  readonly onStatement?: ((text: string) => void) | undefined;
}

/**
 * Ends waits when nothing was heard for `limitMs`, after saying so to `onSilence`. One timer stands for all statements of
 * a client: pg's own `query_timeout` makes a timer for each, which cost a fifth of a read.
 */
function createWatch(limitMs: number, onSilence: () => void) {
  const waiting = new Set<(error: Error) => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heardAtMs = 0;

  const look = () => {
    timer = undefined;
    if (waiting.size === 0) return;
    const leftMs = heardAtMs + limitMs - performance.now();
    if (leftMs > 0) {
      timer = setTimeout(look, Math.ceil(leftMs));
      return;
    }
    onSilence();
    for (const giveUp of waiting) giveUp(new Error("Query read timeout"));
  };
  return {
    /** Begins to wait. @returns what is to be called when the answer is there. */
    expect: (giveUp: (error: Error) => void): (() => void) => {
      if (waiting.size === 0) heardAtMs = performance.now();
      waiting.add(giveUp);
      timer ??= setTimeout(look, limitMs);
      return () => {
        waiting.delete(giveUp);
        heardAtMs = performance.now();
      };
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

const unwatched = { expect: () => () => {}, stop: () => {} };

/**
 * A client of the pool, for as long as it lives. It is closed and not given back once the server fell silent: whoever
 * had it next would wait behind the statement that was never answered.
 */
export function createClient(
  client: pg.PoolClient,
  { nameOf, silenceMs, onStatement }: ClientOptions,
): PostgresPoolClient {
  let isSilent = false;
  const fellSilent = () => {
    isSilent = true;
  };
  const watch = silenceMs === 0 ? unwatched : createWatch(silenceMs, fellSilent);
  client.once("end", watch.stop);
  // By callback: what the promises of pg's own bring, the collector of young objects cannot free.
  const send = (text: string, parameters: readonly unknown[]) =>
    new Promise<pg.QueryResult>((resolve, reject) => {
      if (isSilent) throw new Error("Connection terminated: the server fell silent");
      countStatement();
      const name = nameOf(text);
      onStatement?.(text);
      const heard = watch.expect(reject);
      client.query({ text, values: [...parameters], ...(name !== undefined && { name }) }, (error, answer) => {
        heard();
        if (error) reject(error);
        else resolve(answer);
      });
    });
  return { query: asQuery(send), release: (destroy = false) => client.release(destroy || isSilent) };
}
