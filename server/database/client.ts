import type { PostgresPoolClient } from "kysely";
import type pg from "pg";
import { errorTypeOf, startStatement } from "../telemetry/index.ts";
import { isConnectionLost, isNameAtFault, isNameUnknown, isReadOnly, OutcomeUnknown } from "./errors.ts";

/** Cast that holds for Kysely's only call without a cursor: text and parameters in; rows, count and command out. */
const asQuery = (query: unknown) => query as PostgresPoolClient["query"];

/** Callback for the result or the error of a statement. */
export type Answered = (error: Error | undefined, rows: readonly unknown[]) => void;

/** A client checked out of the pool. */
export interface PooledClient extends PostgresPoolClient {
  /** Statements in flight at once, at most. */
  readonly maxUnderWay: number;
  /** Sends one statement, pipelined: without waiting for the results of earlier ones. */
  readonly send: (text: string, parameters: readonly unknown[], answered: Answered, isNamed: boolean) => void;
  /** Buffers sent statements until `uncork`, so that they leave in one packet. */
  readonly cork: () => void;
  readonly uncork: () => void;
  readonly release: (destroy?: boolean) => void;
}

export interface ClientOptions {
  readonly nameOf: (text: string) => string | undefined;
  readonly maxUnderWay: number;
  /** Query timeout: closes the connection when the server sends nothing for this long; 0 disables it. */
  readonly responseTimeoutMs: number;
  /** Time until a cancel request is sent; 0 where the server's own `statement_timeout` applies. */
  readonly cancelAfterMs: number;
  readonly cancel: () => void;
  /** Statement that begins a transaction, in place of `begin`. */
  readonly beginText: string;
  /** Called when a prepared statement is unknown: another server session answered, as behind a pooler. */
  readonly onNameUnknown: () => void;
  /** Called when the server is read-only. */
  readonly onReadOnly: () => void;
  readonly onStatement?: ((text: string) => void) | undefined;
}

/**
 * Query timeout of a client: calls `onSilence` when statements are in flight and no result arrived for `responseTimeoutMs`, and
 * `cancel` before that. All statements share one timer: pg's `query_timeout` sets one per statement, a fifth of a read's cost.
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

/** True unless the statement is a read or transaction control, which are safe to lose. */
const isWrite = (text: string) => !/^\s*(?:select|begin|rollback|savepoint|release|set)\b/.test(text);

/**
 * Wraps a pool client for its lifetime. The query timeout closes the connection and fails all statements in flight, since
 * later ones would wait behind a statement that never completes.
 */
export function createClient(client: pg.PoolClient, options: ClientOptions): PooledClient {
  const { nameOf, beginText, onNameUnknown, onReadOnly, onStatement } = options;
  const { stream } = client.connection;
  const watch = options.responseTimeoutMs === 0 ? unwatched : createWatch(options, () => stream.destroy());
  client.once("end", watch.stop);
  let isInTransaction = false;
  let isBroken = false;

  /** Updates the state of the connection from an error. */
  const learn = (error: Error) => {
    if (isNameUnknown(error)) onNameUnknown();
    if (isReadOnly(error)) onReadOnly();
    isBroken ||= isReadOnly(error) || isNameAtFault(error);
  };
  // By callback: pg's own promises allocate objects that survive the young-generation garbage collection.
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
      const span = startStatement(text);
      ask(text, values, isNamed, (error, answer) => {
        span?.end(error ? errorTypeOf(error) : undefined);
        if (error) reject(error);
        else resolve(answer);
      });
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
      // Retry without a name; a transaction is instead retried as a whole.
      if (isNameAtFault(error) && !isInTransaction) return await askOnce(text, [...parameters], false);
      // A lost connection rolls back by itself; the error of the rollback would hide the original one.
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
    // workerd's socket supports neither.
    cork: () => stream.cork?.(),
    uncork: () => stream.uncork?.(),
    release: (destroy = false) => client.release(destroy || isBroken),
  };
}
