import type { Answered, PooledClient } from "./client.ts";
import { isNameAtFault, PoolExhausted } from "./errors.ts";

/** A statement with a longer expected wait goes to another connection, while one is available. */
export const targetLatencyMs = 0.5;
/** A connection without a result for this long gets no further statements. */
const stallMs = 5;

/** A queued or sent statement. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
  /** Called once or more often; only the first call counts. */
  readonly answered: Answered;
  readonly askedAtMs: number;
  /** Resent over another connection; an error on this one is ignored. */
  isMoved: boolean;
  /** False once it failed as a prepared statement: it is resent unnamed. */
  isNamed: boolean;
}

/** Error for a statement whose wait timed out. */
export const late = () => new PoolExhausted("no connection came free in time");

/** A connection in use for pipelined statements. */
export interface PipelinedConnection {
  readonly client: PooledClient;
  /** Statements in flight, in the order of their results. */
  readonly sent: Statement[];
  /** Expected server time of the statements in flight. */
  expectedMs: number;
  /** Time of the last result, or of the first statement after an idle time. */
  heardAtMs: number;
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

/** Callbacks of a connection set. */
export interface ConnectionEvents {
  readonly onFree: () => void;
  /** A statement must be resent over another connection. */
  readonly onMoved: (statement: Statement) => void;
}

/** Creates a set of connections with several statements in flight on each. */
export function createConnectionSet(
  blockedMs: number,
  costs: ReturnType<typeof createCosts>,
  { onFree, onMoved }: ConnectionEvents,
) {
  const connections = new Set<PipelinedConnection>();
  const isBlocked = ({ sent, heardAtMs }: PipelinedConnection, nowMs: number) =>
    sent.length > 0 && nowMs - heardAtMs >= blockedMs;
  const canTake = (connection: PipelinedConnection, nowMs: number) =>
    !connection.isBroken &&
    connection.sent.length < connection.client.maxUnderWay &&
    (connection.sent.length === 0 || nowMs - connection.heardAtMs < stallMs);
  /** Connections blocked by their first statement, as of the last check. */
  let blocked: readonly PipelinedConnection[] = [];
  const move = (statement: Statement) => {
    statement.isMoved = true;
    onMoved({ ...statement, isMoved: false });
  };

  return {
    count: () => connections.size,
    countBlocked: () => blocked.length,
    /** Whether a statement with this text blocks a connection. */
    isSuspect: (text: string) => blocked.some(({ sent }) => sent[0]?.text === text),
    /** Removes connections from the blocked ones that have progressed. */
    look: (nowMs: number) => {
      if (blocked.length > 0) blocked = blocked.filter((connection) => isBlocked(connection, nowMs));
    },
    /** Detects blocked connections and resends the statements behind the blocking ones; all are reads, so a resend is safe. */
    free: (nowMs: number) => {
      blocked = [...connections].filter((connection) => isBlocked(connection, nowMs));
      // In reverse, since each is put at the head of the queue.
      for (const { sent } of blocked)
        for (const statement of sent.slice(1).reverse()) if (!statement.isMoved) move(statement);
    },
    add: (client: PooledClient) =>
      connections.add({ client, sent: [], expectedMs: 0, heardAtMs: 0, isBroken: false, lentAtMs: performance.now() }),
    /** The connection with the least expected work that accepts another statement. */
    firstFree: (nowMs: number, lentSinceMs: number): PipelinedConnection | undefined => {
      let first: PipelinedConnection | undefined;
      for (const connection of connections)
        if (
          canTake(connection, nowMs) &&
          connection.lentAtMs >= lentSinceMs &&
          connection.expectedMs < (first?.expectedMs ?? Number.POSITIVE_INFINITY)
        )
          first = connection;
      return first;
    },
    send: (connection: PipelinedConnection, statement: Statement, nowMs: number) => {
      const { text, parameters, answered } = statement;
      const cost = costs.of(text);
      if (connection.sent.length === 0) connection.heardAtMs = nowMs;
      connection.sent.push(statement);
      connection.expectedMs += cost;
      const hear: Answered = (error, rows) => {
        const heardAtMs = performance.now();
        costs.learn(text, heardAtMs - connection.heardAtMs);
        connection.heardAtMs = heardAtMs;
        connection.sent.shift();
        connection.expectedMs -= cost;
        connection.isBroken ||= error !== undefined;
        onFree();
        if (error === undefined) return answered(error, rows);
        if (statement.isMoved) return;
        if (!isNameAtFault(error) || !statement.isNamed) return answered(error, rows);
        statement.isNamed = false;
        move(statement);
      };
      connection.client.send(text, parameters, hear, statement.isNamed);
    },
    /** Returns idle connections to the pool. */
    release: () => {
      for (const connection of connections) {
        if (connection.sent.length === 0) {
          connections.delete(connection);
          connection.client.release(connection.isBroken);
        }
      }
    },
    /** Fails statements that were asked before `sinceMs` and still wait behind another; their results are ignored. */
    expire: (sinceMs: number) => {
      for (const { sent } of connections)
        for (const { askedAtMs, answered, isMoved } of sent.slice(1))
          if (askedAtMs <= sinceMs && !isMoved) answered(late(), []);
    },
    /** Sends the statements of `work` in one packet per connection. */
    together: (work: () => void) => {
      const corked = [...connections];
      for (const { client } of corked) client.cork();
      work();
      for (const { client } of corked) client.uncork();
    },
  };
}
