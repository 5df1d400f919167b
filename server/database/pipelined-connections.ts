import type { Answered, PooledClient } from "./client.ts";
import { isNameAtFault, PoolExhausted } from "./errors.ts";

/** A statement that is expected to wait longer than this goes to another connection, while there is one. */
export const targetLatencyMs = 0.5;
/** A connection that has not answered for this long gets nothing more. */
const stallMs = 5;

/** A statement on its way to its answer. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
  /** To be told once or more often; the first time counts. */
  readonly answered: Answered;
  readonly askedAtMs: number;
  /** Given to another connection; what becomes of it here is not asked. */
  isMoved: boolean;
  /** False once it failed for its name. */
  isNamed: boolean;
}

/** What is told to those whose turn did not come. */
export const late = () => new PoolExhausted("no connection came free in time");

/** A connection, for as long as it has work. */
export interface PipelinedConnection {
  readonly client: PooledClient;
  /** What is under way, in the order of its answers. */
  readonly sent: Statement[];
  /** How long the server is expected to work on what is under way. */
  expectedMs: number;
  /** When it answered last, or got work after having none. */
  heardAtMs: number;
  isBroken: boolean;
  readonly lentAtMs: number;
}

/** Learns how long the server works on each text; there are as few of them as compiled queries. */
export function createCosts() {
  const costs = new Map<string, number>();
  return {
    /** What was never seen is expected to fill a connection. */
    of: (text: string) => costs.get(text) ?? targetLatencyMs,
    learn: (text: string, ms: number) => {
      const known = costs.get(text) ?? ms;
      costs.set(text, known + (ms - known) / 8);
    },
  };
}

/** What connections tell those who fill them. */
export interface ConnectionEvents {
  readonly onFree: () => void;
  /** A statement is to be sent again, over another connection. */
  readonly onMoved: (statement: Statement) => void;
}

/** Connections with several statements under way on each. */
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
  /** Those whose statement the server has not answered for long, as they were at the last look. */
  let blocked: readonly PipelinedConnection[] = [];
  const move = (statement: Statement) => {
    statement.isMoved = true;
    onMoved({ ...statement, isMoved: false });
  };

  return {
    count: () => connections.size,
    countBlocked: () => blocked.length,
    /** Whether a connection is blocked by a statement of this text. */
    isSuspect: (text: string) => blocked.some(({ sent }) => sent[0]?.text === text),
    /** Sees which of the blocked ones were answered. */
    look: (nowMs: number) => {
      if (blocked.length > 0) blocked = blocked.filter((connection) => isBlocked(connection, nowMs));
    },
    /** Sees which are blocked, and has what waits behind their statements sent again: reads may be repeated. */
    free: (nowMs: number) => {
      blocked = [...connections].filter((connection) => isBlocked(connection, nowMs));
      // From the last on: each goes ahead of those before it.
      for (const { sent } of blocked)
        for (const statement of sent.slice(1).reverse()) if (!statement.isMoved) move(statement);
    },
    add: (client: PooledClient) =>
      connections.add({ client, sent: [], expectedMs: 0, heardAtMs: 0, isBroken: false, lentAtMs: performance.now() }),
    /** The one that is expected to be free first, of those that may take one more. */
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
    /** Gives back those without work. */
    release: () => {
      for (const connection of connections) {
        if (connection.sent.length === 0) {
          connections.delete(connection);
          connection.client.release(connection.isBroken);
        }
      }
    },
    /** Gives up those whose turn has not come since then; their answers are no longer wanted. */
    expire: (sinceMs: number) => {
      for (const { sent } of connections)
        for (const { askedAtMs, answered, isMoved } of sent.slice(1))
          if (askedAtMs <= sinceMs && !isMoved) answered(late(), []);
    },
    /** What `work` sends leaves in one packet a connection. */
    together: (work: () => void) => {
      const corked = [...connections];
      for (const { client } of corked) client.cork();
      work();
      for (const { client } of corked) client.uncork();
    },
  };
}
