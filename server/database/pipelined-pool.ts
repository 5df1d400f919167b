import { setImmediate } from "node:timers";
import type { Answered, PooledClient } from "./client.ts";
import { createConnectionSet, createCosts, type Statement, targetLatencyMs } from "./pipelined-connections.ts";
import { countStatement } from "./statement-count.ts";
import { createStatementQueue } from "./statement-queue.ts";

/** What connections are lent from, and their bounds. */
export interface PipelinedPoolOptions {
  readonly borrow: () => Promise<PooledClient>;
  /** How many wait for a connection of the same pool, these connections included. */
  readonly countWaiting: () => number;
  /** Connections at most, but for those that are blocked. */
  readonly maxPipelined: () => number;
  /** Connections at most, with those that are blocked. */
  readonly maxConnections: number;
  /** Connections at most that statements may block whose like is blocked already. */
  readonly maxBlocked: number;
  /** Statements that may wait for a connection; one more is refused at once. */
  readonly maxWaiting: number;
  /** How long a statement waits for a connection. */
  readonly waitTimeoutMs: number;
}

/** Statements under way on a connection at most where they are expected to take longer than that: the last waits for all. */
const maxLong = 8;

/**
 * Sends single statements over few connections of a pool, several under way on each (PostgreSQL's pipelining): quick
 * ones share a connection, slow ones spread. All that one turn of the event loop asks for leaves together. A connection
 * is given back as soon as it has no work, and closed after an error. One that is blocked, by a locked table for example,
 * keeps neither what came behind its statement nor others: those go over further connections.
 * @throws PoolExhausted when too many wait already, or no connection came free in time.
 */
export function createPipelinedPool(options: PipelinedPoolOptions) {
  const { countWaiting, maxPipelined, maxBlocked, waitTimeoutMs } = options;
  const costs = createCosts();
  const waiting = createStatementQueue(options.maxWaiting);
  let isAwake = false;
  let borrowing = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const wake = () => {
    if (isAwake) return;
    isAwake = true;
    setImmediate(turn);
  };
  const connections = createConnectionSet(waitTimeoutMs / 5, costs, { onFree: wake, onMoved: waiting.putBack });
  /** How many connections may be borrowed beside those that are. */
  const room = () =>
    Math.min(
      maxPipelined() - connections.count() + connections.countBlocked(),
      options.maxConnections - connections.count(),
    );
  /** Then a connection carries what was asked for before it was lent, and no more: who waits for a whole connection gets it. */
  const isPoolContended = () => countWaiting() > borrowing;
  /** A statement whose like is blocked takes none of the connections that are kept for the others. */
  const isSuspect = ({ text }: Statement) => connections.isSuspect(text);
  const mustWait = () => (connections.countBlocked() >= maxBlocked ? isSuspect : undefined);

  const hand = () => {
    const nowMs = performance.now();
    const isBounded = isPoolContended();
    const mustNotBeSent = mustWait();
    const sendable = () => waiting.first(mustNotBeSent);
    for (let next = sendable(); next !== undefined; next = sendable()) {
      const connection = connections.firstFree(nowMs, isBounded ? next.askedAtMs : 0);
      if (connection === undefined) return;
      const isLong = connection.sent.length > 0 && connection.expectedMs + costs.of(next.text) > targetLatencyMs;
      if (isLong && (room() > 0 || connection.sent.length >= maxLong)) return;
      waiting.take(next);
      connections.send(connection, next, nowMs);
    }
  };
  const borrowOne = async () => {
    borrowing += 1;
    try {
      connections.add(await options.borrow());
      wake();
    } catch (error) {
      // Those who wait are left to the connections that are there; the next who asks tries again.
      if (connections.count() === 0) waiting.failAll(error instanceof Error ? error : new Error(String(error)));
    } finally {
      borrowing -= 1;
    }
  };
  /** As many connections as it takes that none waits longer than that. */
  const borrow = () => {
    const mustNotBeSent = mustWait();
    const worthMs = waiting.sum((one) => (mustNotBeSent?.(one) ? 0 : costs.of(one.text)));
    const wanted = Math.min(Math.max(1, Math.ceil(worthMs / targetLatencyMs)), room());
    while (borrowing < wanted) void borrowOne();
  };
  const turn = () => {
    isAwake = false;
    connections.look(performance.now());
    connections.together(hand);
    connections.release();
    if (waiting.first(mustWait()) !== undefined) borrow();
  };

  // One timer for all looks eight times within the wait, and ends what would be late at the next look.
  const lookEveryMs = waitTimeoutMs / 8;
  const watch = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      const nowMs = performance.now();
      const sinceMs = nowMs - waitTimeoutMs + lookEveryMs;
      waiting.expire(sinceMs);
      connections.expire(sinceMs);
      connections.free(nowMs);
      if (waiting.first(undefined) !== undefined) wake();
      if (waiting.first(undefined) !== undefined || connections.count() > 0) watch();
    }, lookEveryMs);
  };

  const send = (text: string, parameters: readonly unknown[]) =>
    new Promise<readonly unknown[]>((resolve, reject) => {
      countStatement();
      const answered: Answered = (error, rows) => (error === undefined ? resolve(rows) : reject(error));
      const askedAtMs = performance.now();
      waiting.add({ text, parameters, answered, askedAtMs, isMoved: false, isNamed: true });
      wake();
      watch();
    });
  return { send, close: () => clearTimeout(timer) };
}
