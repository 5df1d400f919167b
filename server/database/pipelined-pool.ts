import { setImmediate } from "node:timers";
import { errorTypeOf, startStatement } from "../telemetry/index.ts";
import type { Answered, PooledClient } from "./client.ts";
import { createConnectionSet, createCosts, type Statement, targetLatencyMs } from "./pipelined-connections.ts";
import { createStatementQueue } from "./statement-queue.ts";

/** Source of connections, and bounds. */
export interface PipelinedPoolOptions {
  readonly borrow: () => Promise<PooledClient>;
  /** Callers that wait for a connection of the underlying pool, those of this pipelined pool included. */
  readonly countWaiting: () => number;
  /** Maximum number of connections, blocked ones not counted. */
  readonly maxPipelined: () => number;
  /** Maximum number of connections, blocked ones included. */
  readonly maxConnections: number;
  /** Number of blocked connections from which on statements with the text of a blocking one must wait. */
  readonly maxBlocked: number;
  /** Maximum queue length; further statements are rejected at once. */
  readonly maxWaiting: number;
  /** Timeout of a statement's wait for a connection. */
  readonly waitTimeoutMs: number;
}

/** Maximum statements in flight per connection once their expected time exceeds `targetLatencyMs`: the last waits for all. */
const maxLong = 8;

const unobserved = () => null;

/**
 * Creates a pool that sends single statements over few connections, several in flight on each (PostgreSQL pipelining). Quick
 * statements share a connection; slow ones are spread. Statements of one event loop iteration leave together. An idle
 * connection returns to the pool at once, and is closed after an error. Statements queued behind a blocked one, on a locked
 * table for example, are resent over further connections.
 * @throws PoolExhausted when the queue is full, or no connection came free in time.
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
  /** Number of further connections that may be borrowed. */
  const room = () =>
    Math.min(
      maxPipelined() - connections.count() + connections.countBlocked(),
      options.maxConnections - connections.count(),
    );
  /** While true, a connection only takes statements asked before it was borrowed, so that it returns to waiting transactions. */
  const isPoolContended = () => countWaiting() > borrowing;
  /** A statement with the text of a blocking one must not use the connections reserved for other statements. */
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
      // Waiting statements are left to the open connections; the next call retries.
      if (connections.count() === 0) waiting.failAll(error instanceof Error ? error : new Error(String(error)));
    } finally {
      borrowing -= 1;
    }
  };
  /** Borrows enough connections for an expected wait of at most `targetLatencyMs`. */
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

  // One shared timer checks eight times per wait timeout, and expires statements that would be late at the next check.
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

  const sendAs = (text: string, parameters: readonly unknown[], start: typeof startStatement) =>
    new Promise<readonly unknown[]>((resolve, reject) => {
      const answered: Answered = (error, rows) => {
        span?.end(error === undefined ? undefined : errorTypeOf(error));
        if (error === undefined) resolve(rows);
        else reject(error);
      };
      const askedAtMs = performance.now();
      waiting.add({ text, parameters, answered, askedAtMs, isMoved: false, isNamed: true });
      const span = start(text);
      wake();
      watch();
    });
  return {
    send: (text: string, parameters: readonly unknown[]) => sendAs(text, parameters, startStatement),
    /** Sends a statement that belongs to no request: it is neither counted nor traced. */
    sendUnobserved: (text: string, parameters: readonly unknown[]) => sendAs(text, parameters, unobserved),
    close: () => clearTimeout(timer),
  };
}
