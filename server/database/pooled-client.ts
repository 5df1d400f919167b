import type pg from "pg";
import { errorTypeOf, startStatement } from "../telemetry/index.ts";
import { isConnectionLost, isNameUnknown, isPreparedStatementInvalid, isReadOnly, OutcomeUnknown } from "./errors.ts";
import type { GroupStatement, OnGroupResult, SendGroup } from "./statement-group.ts";

/** Callback for the result or the error of a statement. */
export type OnResult = (error: Error | undefined, rows: readonly unknown[]) => void;

/** A client checked out of the pool. */
export interface PooledClient {
  readonly query: (text: string, parameters: readonly unknown[]) => Promise<pg.QueryResult>;
  /** Begins a transaction; where statements are prepared by name, in the message of its first statement. */
  readonly begin: () => Promise<void>;
  /**
   * Sends a statement of the transaction in the message of its next one, or of its commit, which then fails with its error.
   * Where statements are not prepared by name, it is sent at once.
   */
  readonly queryLater: (text: string, parameters: readonly unknown[]) => Promise<void>;
  /** @returns `ROLLBACK` where the server rolled back instead. @throws OutcomeUnknown when the connection is lost. */
  readonly commit: () => Promise<string>;
  readonly rollback: () => Promise<void>;
  /** Statements in flight at once, at most. */
  readonly maxInFlight: number;
  /** Sends one statement, pipelined: without waiting for the results of earlier ones. */
  readonly send: (text: string, parameters: readonly unknown[], onResult: OnResult, isNamed: boolean) => void;
  /** Buffers sent statements until `uncork`, so that they leave in one packet. */
  readonly cork: () => void;
  readonly uncork: () => void;
  readonly release: (destroy?: boolean) => void;
}

export interface ClientOptions {
  readonly nameOf: (text: string) => string | undefined;
  /** Whether statements may be prepared by name. */
  readonly isPrepared: () => boolean;
  /** Sends several prepared statements at once; absent where none are prepared. */
  readonly sendGroup?: SendGroup | undefined;
  readonly maxInFlight: number;
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
  let inFlight = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let receivedAtMs = 0;
  let isCancelled = false;

  const limitMs = () => (cancelAfterMs > 0 && !isCancelled ? cancelAfterMs : responseTimeoutMs);
  const look = () => {
    timer = undefined;
    if (inFlight === 0) return;
    const leftMs = receivedAtMs + limitMs() - performance.now();
    if (leftMs <= 0) {
      if (limitMs() === responseTimeoutMs) return onSilence();
      isCancelled = true;
      cancel();
    }
    timer = setTimeout(look, Math.max(1, Math.ceil(receivedAtMs + limitMs() - performance.now())));
  };
  return {
    sent: () => {
      if (inFlight === 0) receivedAtMs = performance.now();
      inFlight += 1;
      timer ??= setTimeout(look, limitMs());
    },
    received: () => {
      inFlight -= 1;
      receivedAtMs = performance.now();
      isCancelled = false;
    },
    stop: () => clearTimeout(timer),
  };
}

const unwatched = { sent: () => {}, received: () => {}, stop: () => {} };

/** True unless the statement is a read or transaction control, which are safe to lose. */
const isWrite = (text: string) => !/^\s*(?:select|begin|rollback|savepoint|release|set)\b/.test(text);

/** Maximum statements that wait for the next one; further ones are sent with those. */
const maxQueued = 50;

const beginning: GroupStatement = { name: "dovetail_begin", text: "begin", values: [] };
const committing: GroupStatement = { name: "dovetail_commit", text: "commit", values: [] };

/** The sending side of a client. */
interface Asking {
  /** Sends one statement. */
  readonly ask: (
    text: string,
    values: readonly unknown[],
    isNamed: boolean,
    done: (error: Error | null, answer: pg.QueryResult) => void,
  ) => void;
  readonly askOnce: (text: string, values: readonly unknown[], isNamed?: boolean) => Promise<pg.QueryResult>;
  /** Sends prepared statements in one message. @returns the result of the last. */
  readonly askGroup: (statements: readonly GroupStatement[]) => Promise<pg.QueryResult>;
}

function createAsking(
  client: pg.PoolClient,
  { nameOf, onStatement, sendGroup }: ClientOptions,
  watch: typeof unwatched,
  learn: (error: Error) => void,
): Asking {
  // By callback: pg's own promises allocate objects that survive the young-generation garbage collection.
  const ask: Asking["ask"] = (text, values, isNamed, done) => {
    const name = isNamed ? nameOf(text) : undefined;
    onStatement?.(text);
    watch.sent();
    client.query({ text, values: [...values], ...(name !== undefined && { name }) }, (error, answer) => {
      watch.received();
      if (error) learn(error);
      done(error, answer);
    });
  };
  const askOnce: Asking["askOnce"] = (text, values, isNamed = true) =>
    new Promise((resolve, reject) => {
      const span = startStatement(text);
      ask(text, values, isNamed, (error, answer) => {
        span?.end(error ? errorTypeOf(error) : undefined);
        if (error) reject(error);
        else resolve(answer);
      });
    });
  const askGroup: Asking["askGroup"] = (statements) =>
    new Promise((resolve, reject) => {
      const spans = statements.map(({ text }) => startStatement(text));
      for (const { text } of statements) onStatement?.(text);
      watch.sent();
      const onResult: OnGroupResult = (error, results, failedAt) => {
        watch.received();
        for (const [at, span] of spans.entries())
          span?.end(error !== null && at >= failedAt ? errorTypeOf(error) : undefined);
        const last = results.at(-1);
        if (error !== null) learn(error);
        if (error !== null || last === undefined) reject(error ?? new Error("a group of statements had no result"));
        else resolve(last);
      };
      sendGroup?.(client, statements, onResult);
    });
  return { ask, askOnce, askGroup };
}

/** State of a connection that only its client changes. */
interface ConnectionState {
  isInTransaction: boolean;
  /** Closed instead of returned to the pool. */
  isBroken: boolean;
}

/** Statements of a transaction that are sent in the message of its next statement. */
class DeferredStatements {
  #statements: GroupStatement[] = [];

  get size(): number {
    return this.#statements.length;
  }

  /** @returns the number of deferred statements. */
  add(statement: GroupStatement): number {
    return this.#statements.push(statement);
  }

  /** Removes and returns all of them. */
  take(): readonly GroupStatement[] {
    const taken = this.#statements;
    this.#statements = [];
    return taken;
  }
}

/** Creates the statements of one caller at a time, within a transaction or without. */
function createQueries({ nameOf, isPrepared }: ClientOptions, asking: Asking, state: ConnectionState) {
  const { askOnce, askGroup } = asking;
  const deferred = new DeferredStatements();
  const preparedOf = (text: string, values: readonly unknown[]): GroupStatement | undefined => {
    const name = nameOf(text);
    return name === undefined ? undefined : { name, text, values };
  };

  const query = async (text: string, parameters: readonly unknown[]): Promise<pg.QueryResult> => {
    // Statements that a rollback to a savepoint undoes need not be sent; the savepoint itself was sent with all before it.
    if (text.startsWith("rollback")) deferred.take();
    if (deferred.size > 0) {
      const statement = preparedOf(text, parameters);
      if (statement !== undefined) return askGroup([...deferred.take(), statement]);
      await askGroup(deferred.take());
    }
    const mayHaveWritten = !state.isInTransaction && isWrite(text);
    try {
      return await askOnce(text, parameters);
    } catch (error) {
      // Retry without a name; a transaction is instead retried as a whole.
      if (isPreparedStatementInvalid(error) && !state.isInTransaction) return await askOnce(text, parameters, false);
      if (mayHaveWritten && isConnectionLost(error)) throw new OutcomeUnknown(error);
      throw error;
    }
  };
  const queryLater = async (text: string, parameters: readonly unknown[]) => {
    const statement = state.isInTransaction && isPrepared() ? preparedOf(text, parameters) : undefined;
    if (statement === undefined) await query(text, parameters);
    else if (deferred.add(statement) > maxQueued) await askGroup(deferred.take());
  };
  return { query, queryLater, deferred };
}

/** Creates the begin and the end of transactions. */
function createTransactions(
  { beginText, isPrepared }: ClientOptions,
  { askOnce, askGroup }: Asking,
  state: ConnectionState,
  deferred: DeferredStatements,
) {
  const begin = async () => {
    state.isInTransaction = true;
    deferred.take();
    if (isPrepared()) deferred.add(beginning);
    else await askOnce(beginText, []);
  };
  const commit = async () => {
    const last = deferred.take();
    try {
      if (last.length === 1 && last[0] === beginning) return "COMMIT";
      const { command } = await (last.length > 0 ? askGroup([...last, committing]) : askOnce("commit", []));
      return command;
    } catch (error) {
      if (isConnectionLost(error)) throw new OutcomeUnknown(error);
      throw error;
    } finally {
      state.isInTransaction = false;
    }
  };
  const rollback = async () => {
    const isUnsent = deferred.take()[0] === beginning;
    state.isInTransaction = false;
    if (isUnsent) return;
    // A lost connection rolls back by itself; the error of the rollback would hide the original one.
    await askOnce("rollback", []).catch(() => {
      state.isBroken = true;
    });
  };
  return { begin, commit, rollback };
}

/**
 * Wraps a pool client for its lifetime. The query timeout closes the connection and fails all statements in flight, since
 * later ones would wait behind a statement that never completes.
 */
export function createClient(client: pg.PoolClient, options: ClientOptions): PooledClient {
  const { stream } = client.connection;
  const watch = options.responseTimeoutMs === 0 ? unwatched : createWatch(options, () => stream.destroy());
  client.once("end", watch.stop);
  const state: ConnectionState = { isInTransaction: false, isBroken: false };

  /** Updates the state of the connection from an error. */
  const learn = (error: Error) => {
    if (isNameUnknown(error)) options.onNameUnknown();
    if (isReadOnly(error)) options.onReadOnly();
    state.isBroken ||= isReadOnly(error) || isPreparedStatementInvalid(error);
  };
  const asking = createAsking(client, options, watch, learn);
  const { query, queryLater, deferred } = createQueries(options, asking, state);
  return {
    query,
    queryLater,
    ...createTransactions(options, asking, state, deferred),
    maxInFlight: options.maxInFlight,
    send: (text, parameters, onResult, isNamed) =>
      asking.ask(text, parameters, isNamed, (error, answer) => onResult(error ?? undefined, error ? [] : answer.rows)),
    // workerd's socket supports neither.
    cork: () => stream.cork?.(),
    uncork: () => stream.uncork?.(),
    release: (destroy = false) => client.release(destroy || state.isBroken),
  };
}
