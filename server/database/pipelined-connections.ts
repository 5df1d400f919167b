import { isPreparedStatementInvalid, PoolExhausted } from "./errors.ts";
import type { OnResult, PooledClient } from "./pooled-client.ts";

/** A statement with a longer expected wait goes to another connection, while one is available. */
export const targetLatencyMs = 0.5;
/** A connection without a result for this long gets no further statements. */
const stallMs = 5;

/** A queued or sent statement. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
  /** Called once or more often; only the first call counts. */
  readonly onResult: OnResult;
  readonly queuedAtMs: number;
  /** Resent over another connection; an error on this one is ignored. */
  isMoved: boolean;
  /** False once it failed as a prepared statement: it is resent unnamed. */
  isNamed: boolean;
}

/** The error of a statement whose wait timed out. */
export const createWaitTimeout = () => new PoolExhausted("no connection came free in time");

/** A connection in use for pipelined statements. */
export interface PipelinedConnection {
  readonly client: PooledClient;
  /** Statements in flight, in the order of their results. */
  readonly sent: Statement[];
  /** Expected server time of the statements in flight. */
  expectedMs: number;
  /** Time of the last result, or of the first statement after an idle time. */
  lastProgressAtMs: number;
  isBroken: boolean;
  readonly lentAtMs: number;
}

/** Estimates the server time of each statement text by a moving average; bounded by the number of compiled queries. */
export function createCosts() {
  const costs = new Map<string, number>();
  return {
    /** A new text is expected to use a full connection. */
    of: (text: string) => costs.get(text) ?? targetLatencyMs,
    learn: (text: string, ms: number) => {
      const known = costs.get(text) ?? ms;
      costs.set(text, known + (ms - known) / 8);
    },
  };
}

type Costs = ReturnType<typeof createCosts>;

const canTake = (connection: PipelinedConnection, nowMs: number) =>
  !connection.isBroken &&
  connection.sent.length < connection.client.maxInFlight &&
  (connection.sent.length === 0 || nowMs - connection.lastProgressAtMs < stallMs);

/** Callbacks of a connection set. */
export interface ConnectionEvents {
  readonly onFree: () => void;
  /** A statement must be resent over another connection. */
  readonly onMoved: (statement: Statement) => void;
}

/** A set of connections with several statements in flight on each. */
export class ConnectionSet {
  readonly #connections = new Set<PipelinedConnection>();
  readonly #blockedMs: number;
  readonly #costs: Costs;
  readonly #events: ConnectionEvents;
  /** Connections blocked by their first statement, as of the last check. */
  #blocked: readonly PipelinedConnection[] = [];

  /** @param blockedMs Time without a result after which a connection counts as blocked. */
  constructor(blockedMs: number, costs: Costs, events: ConnectionEvents) {
    this.#blockedMs = blockedMs;
    this.#costs = costs;
    this.#events = events;
  }

  get size(): number {
    return this.#connections.size;
  }

  get blockedCount(): number {
    return this.#blocked.length;
  }

  /** Whether a statement with this text blocks a connection. */
  isSuspect(text: string): boolean {
    return this.#blocked.some(({ sent }) => sent[0]?.text === text);
  }

  add(client: PooledClient): void {
    const lentAtMs = performance.now();
    this.#connections.add({ client, sent: [], expectedMs: 0, lastProgressAtMs: 0, isBroken: false, lentAtMs });
  }

  /** Removes connections from the blocked ones that have progressed. */
  dropProgressed(nowMs: number): void {
    if (this.#blocked.length > 0) this.#blocked = this.#blocked.filter((one) => this.#isBlocked(one, nowMs));
  }

  /** Detects blocked connections and resends the statements behind the blocking ones; all are reads, so a resend is safe. */
  resendBlocked(nowMs: number): void {
    this.#blocked = [...this.#connections].filter((connection) => this.#isBlocked(connection, nowMs));
    // In reverse, since each is put at the head of the queue.
    for (const { sent } of this.#blocked)
      for (const statement of sent.slice(1).reverse()) if (!statement.isMoved) this.#move(statement);
  }

  /** The connection with the least expected work that accepts another statement. */
  firstFree(nowMs: number, lentSinceMs: number): PipelinedConnection | undefined {
    let first: PipelinedConnection | undefined;
    for (const connection of this.#connections)
      if (
        canTake(connection, nowMs) &&
        connection.lentAtMs >= lentSinceMs &&
        connection.expectedMs < (first?.expectedMs ?? Number.POSITIVE_INFINITY)
      )
        first = connection;
    return first;
  }

  send(connection: PipelinedConnection, statement: Statement, nowMs: number): void {
    const cost = this.#costs.of(statement.text);
    if (connection.sent.length === 0) connection.lastProgressAtMs = nowMs;
    connection.sent.push(statement);
    connection.expectedMs += cost;
    const onResult: OnResult = (error, rows) => {
      const resultAtMs = performance.now();
      this.#costs.learn(statement.text, resultAtMs - connection.lastProgressAtMs);
      connection.lastProgressAtMs = resultAtMs;
      connection.sent.shift();
      connection.expectedMs -= cost;
      connection.isBroken ||= error !== undefined;
      this.#events.onFree();
      this.#deliverResult(statement, error, rows);
    };
    connection.client.send(statement.text, statement.parameters, onResult, statement.isNamed);
  }

  /** Returns idle connections to the pool. */
  release(): void {
    for (const connection of this.#connections) {
      if (connection.sent.length > 0) continue;
      this.#connections.delete(connection);
      connection.client.release(connection.isBroken);
    }
  }

  /** Fails statements that were queued before `queuedBeforeMs` and still wait behind another; their results are ignored. */
  expire(queuedBeforeMs: number): void {
    for (const { sent } of this.#connections)
      for (const { queuedAtMs, onResult, isMoved } of sent.slice(1))
        if (queuedAtMs <= queuedBeforeMs && !isMoved) onResult(createWaitTimeout(), []);
  }

  /** Sends the statements of `work` in one packet per connection. */
  together(work: () => void): void {
    const corked = [...this.#connections];
    for (const { client } of corked) client.cork();
    work();
    for (const { client } of corked) client.uncork();
  }

  #isBlocked({ sent, lastProgressAtMs }: PipelinedConnection, nowMs: number): boolean {
    return sent.length > 0 && nowMs - lastProgressAtMs >= this.#blockedMs;
  }

  #move(statement: Statement): void {
    statement.isMoved = true;
    this.#events.onMoved({ ...statement, isMoved: false });
  }

  /** Hands a result to the caller. A statement whose name the server refused is resent unnamed. */
  #deliverResult(statement: Statement, ...[error, rows]: Parameters<OnResult>): void {
    if (error !== undefined && statement.isMoved) return;
    if (error !== undefined && isPreparedStatementInvalid(error) && statement.isNamed) {
      statement.isNamed = false;
      this.#move(statement);
    } else statement.onResult(error, rows);
  }
}
