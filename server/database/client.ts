import type { PostgresPoolClient } from "kysely";
import type pg from "pg";
import { isConnectionLost, isNameAtFault, isNameUnknown, isReadOnly, OutcomeUnknown } from "./errors.ts";
import { countStatement } from "./statement-count.ts";

/** Guarantees Kysely's one call without a cursor: the text and its parameters, answered with rows, count and command. */
const asQuery = (query: unknown) => query as PostgresPoolClient["query"];

/** Hears of a statement's answer, or of what went wrong. */
export type Answered = (error: Error | undefined, rows: readonly unknown[]) => void;

/** A client of the pool, for as long as it is lent out. */
export interface PooledClient extends PostgresPoolClient {
  /** Statements that may be under way at once. */
  readonly maxUnderWay: number;
  /** Sends one statement; it need not wait for the answers of those before. */
  readonly send: (text: string, parameters: readonly unknown[], answered: Answered, isNamed: boolean) => void;
  /** Keeps what is sent until `uncork`, so that it leaves in one packet. */
  readonly cork: () => void;
  readonly uncork: () => void;
  readonly release: (destroy?: boolean) => void;
}

/** What a client is lent out with. */
export interface ClientOptions {
  readonly nameOf: (text: string) => string | undefined;
  readonly maxUnderWay: number;
  /** How long one statement may go unanswered; 0 means without end. */
  readonly responseTimeoutMs: number;
  /** How long until the server is asked to end it, where it does not do so by itself; 0: it does. */
  readonly cancelAfterMs: number;
  readonly cancel: () => void;
  /** What begins a transaction, in place of `begin` alone. */
  readonly beginText: string;
  /** The server knew no statement of a name that it was told: another answers. */
  readonly onNameUnknown: () => void;
  /** The server takes no writes. */
  readonly onReadOnly: () => void;
  readonly onStatement?: ((text: string) => void) | undefined;
}

/**
 * Calls `onSilence` when statements are under way and nothing was heard for `responseTimeoutMs`, and `cancel` before that. One
 * timer stands for all statements of a client: pg's own `query_timeout` makes a timer for each, which cost a fifth of a read.
 */
function createWatch({ responseTimeoutMs, cancelAfterMs, cancel }: ClientOptions, onSilence: () => void) {
  let underWay = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heardAtMs = 0;
  let isCancelled = false;

  const limitMs = () => (cancelAfterMs > 0 && !isCancelled ? cancelAfterMs : responseTimeoutMs);
  const look = () => {
    timer = undefined;
    if (underWay === 0) return;
    const leftMs = heardAtMs + limitMs() - performance.now();
    if (leftMs <= 0) {
      if (limitMs() === responseTimeoutMs) return onSilence();
      isCancelled = true;
      cancel();
    }
    timer = setTimeout(look, Math.max(1, Math.ceil(heardAtMs + limitMs() - performance.now())));
  };
  return {
    sent: () => {
      if (underWay === 0) heardAtMs = performance.now();
      underWay += 1;
      timer ??= setTimeout(look, limitMs());
    },
    heard: () => {
      underWay -= 1;
      heardAtMs = performance.now();
      isCancelled = false;
    },
    stop: () => clearTimeout(timer),
  };
}

const unwatched = { sent: () => {}, heard: () => {}, stop: () => {} };

/** Any but a read, which alone may be lost without a trace. */
const isWrite = (text: string) => !/^\s*(?:select|begin|rollback|savepoint|release|set)\b/.test(text);

/**
 * A client of the pool, for as long as it lives. Its connection is cut once the server fell silent, which fails all
 * that is under way: whoever came next would wait behind a statement that is never answered.
 */
export function createClient(client: pg.PoolClient, options: ClientOptions): PooledClient {
  const { nameOf, beginText, onNameUnknown, onReadOnly, onStatement } = options;
  const { stream } = client.connection;
  const watch = options.responseTimeoutMs === 0 ? unwatched : createWatch(options, () => stream.destroy());
  client.once("end", watch.stop);
  let isInTransaction = false;
  let isBroken = false;

  /** Draws from an error what it says about the connection. */
  const learn = (error: Error) => {
    if (isNameUnknown(error)) onNameUnknown();
    if (isReadOnly(error)) onReadOnly();
    isBroken ||= isReadOnly(error) || isNameAtFault(error);
  };
  // By callback: what the promises of pg's own bring, the collector of young objects cannot free.
  const ask = (
    text: string,
    values: unknown[],
    isNamed: boolean,
    done: (error: Error | null, answer: pg.QueryResult) => void,
  ) => {
    const name = isNamed ? nameOf(text) : undefined;
    onStatement?.(text);
    watch.sent();
    client.query({ text, values, ...(name !== undefined && { name }) }, (error, answer) => {
      watch.heard();
      if (error) learn(error);
      done(error, answer);
    });
  };
  const askOnce = (text: string, values: unknown[], isNamed = true) =>
    new Promise<pg.QueryResult>((resolve, reject) => {
      countStatement();
      ask(text, values, isNamed, (error, answer) => (error ? reject(error) : resolve(answer)));
    });
  const rolledBack = (): pg.QueryResult => {
    isBroken = true;
    return { command: "ROLLBACK", rowCount: 0, oid: 0, fields: [], rows: [] };
  };
  const query = async (text: string, parameters: readonly unknown[]): Promise<pg.QueryResult> => {
    if (text === "begin") isInTransaction = true;
    const mayHaveWritten = text === "commit" || (!isInTransaction && isWrite(text));
    try {
      return await askOnce(text === "begin" ? beginText : text, [...parameters]);
    } catch (error) {
      // A transaction is run again as a whole.
      if (isNameAtFault(error) && !isInTransaction) return await askOnce(text, [...parameters], false);
      // What is lost is rolled back; the failure of saying so would hide what lost it.
      if (text === "rollback") return rolledBack();
      if (mayHaveWritten && isConnectionLost(error)) throw new OutcomeUnknown(error);
      throw error;
    } finally {
      if (text === "commit" || text === "rollback") isInTransaction = false;
    }
  };
  return {
    query: asQuery(query),
    maxUnderWay: options.maxUnderWay,
    send: (text, parameters, answered, isNamed) =>
      ask(text, [...parameters], isNamed, (error, answer) => answered(error ?? undefined, error ? [] : answer.rows)),
    // workerd's socket knows neither.
    cork: () => stream.cork?.(),
    uncork: () => stream.uncork?.(),
    release: (destroy = false) => client.release(destroy || isBroken),
  };
}
