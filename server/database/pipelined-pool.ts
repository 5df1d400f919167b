import { setImmediate } from "node:timers";
import { errorTypeOf, startStatement } from "../telemetry/index.ts";
import { ConnectionSet, createCosts, type Statement, targetLatencyMs } from "./pipelined-connections.ts";
import type { OnResult, PooledClient } from "./pooled-client.ts";
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
 * A pool that sends single statements over few connections, several in flight on each (PostgreSQL pipelining). Quick
 * statements share a connection; slow ones are spread. Statements of one event loop iteration leave together. An idle
 * connection returns to the pool at once, and is closed after an error. Statements queued behind a blocked one, on a locked
 * table for example, are resent over further connections.
 */
export class PipelinedPool {
  readonly #options: PipelinedPoolOptions;
  readonly #costs = createCosts();
  readonly #waiting: ReturnType<typeof createStatementQueue>;
  readonly #connections: ConnectionSet;
  /** True while {@link PipelinedPool.#turn} is scheduled. */
  #isAwake = false;
  #borrowing = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PipelinedPoolOptions) {
    this.#options = options;
    this.#waiting = createStatementQueue(options.maxWaiting);
    const onFree = () => this.#wake();
    this.#connections = new ConnectionSet(options.waitTimeoutMs / 5, this.#costs, {
      onFree,
      onMoved: this.#waiting.putBack,
    });
  }

  /** @throws {PoolExhausted} when the queue is full, or no connection became free in time. */
  send(text: string, parameters: readonly unknown[]): Promise<readonly unknown[]> {
    return this.#queue(text, parameters, startStatement);
  }

  /** Sends a statement that belongs to no request: it is neither counted nor traced. */
  sendUnobserved(text: string, parameters: readonly unknown[]): Promise<readonly unknown[]> {
    return this.#queue(text, parameters, unobserved);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #queue(text: string, parameters: readonly unknown[], start: typeof startStatement): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      const onResult: OnResult = (error, rows) => {
        span?.end(error === undefined ? undefined : errorTypeOf(error));
        if (error === undefined) resolve(rows);
        else reject(error);
      };
      const queuedAtMs = performance.now();
      this.#waiting.add({ text, parameters, onResult, queuedAtMs, isMoved: false, isNamed: true });
      const span = start(text);
      this.#wake();
      this.#watch();
    });
  }

  #wake(): void {
    if (this.#isAwake) return;
    this.#isAwake = true;
    setImmediate(() => this.#turn());
  }

  /** Sends what can be sent, once an event loop iteration, and borrows connections for the rest. */
  #turn(): void {
    this.#isAwake = false;
    this.#connections.dropProgressed(performance.now());
    this.#connections.together(() => this.#sendWaiting());
    this.#connections.release();
    if (this.#waiting.first(this.#mustWait()) !== undefined) this.#borrow();
  }

  #sendWaiting(): void {
    const nowMs = performance.now();
    const isBounded = this.#isPoolContended();
    const mustWait = this.#mustWait();
    const sendable = () => this.#waiting.first(mustWait);
    for (let next = sendable(); next !== undefined; next = sendable()) {
      const connection = this.#connections.firstFree(nowMs, isBounded ? next.queuedAtMs : 0);
      if (connection === undefined) return;
      const { sent, expectedMs } = connection;
      const isLong = sent.length > 0 && expectedMs + this.#costs.of(next.text) > targetLatencyMs;
      if (isLong && (this.#room() > 0 || sent.length >= maxLong)) return;
      this.#waiting.take(next);
      this.#connections.send(connection, next, nowMs);
    }
  }

  /** Borrows enough connections for an expected wait of at most `targetLatencyMs`. */
  #borrow(): void {
    const mustWait = this.#mustWait();
    const worthMs = this.#waiting.sum((one) => (mustWait?.(one) ? 0 : this.#costs.of(one.text)));
    const wanted = Math.min(Math.max(1, Math.ceil(worthMs / targetLatencyMs)), this.#room());
    while (this.#borrowing < wanted) void this.#borrowOne();
  }

  async #borrowOne(): Promise<void> {
    this.#borrowing += 1;
    try {
      this.#connections.add(await this.#options.borrow());
      this.#wake();
    } catch (error) {
      // Waiting statements are left to the open connections; the next call retries.
      if (this.#connections.size === 0)
        this.#waiting.failAll(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.#borrowing -= 1;
    }
  }

  /** Number of further connections that may be borrowed. */
  #room(): number {
    const { size, blockedCount } = this.#connections;
    return Math.min(this.#options.maxPipelined() - size + blockedCount, this.#options.maxConnections - size);
  }

  /** While true, a connection only takes statements asked before it was borrowed, so that it returns to waiting transactions. */
  #isPoolContended(): boolean {
    return this.#options.countWaiting() > this.#borrowing;
  }

  /** Selects statements with the text of a blocking one: they must not use the connections reserved for other statements. */
  #mustWait(): ((statement: Statement) => boolean) | undefined {
    if (this.#connections.blockedCount < this.#options.maxBlocked) return undefined;
    return ({ text }) => this.#connections.isSuspect(text);
  }

  /** One shared timer checks eight times per wait timeout, and expires statements that would be late at the next check. */
  #watch(): void {
    const lookEveryMs = this.#options.waitTimeoutMs / 8;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const nowMs = performance.now();
      const queuedBeforeMs = nowMs - this.#options.waitTimeoutMs + lookEveryMs;
      this.#waiting.expire(queuedBeforeMs);
      this.#connections.expire(queuedBeforeMs);
      this.#connections.resendBlocked(nowMs);
      const isWaiting = this.#waiting.first(undefined) !== undefined;
      if (isWaiting) this.#wake();
      if (isWaiting || this.#connections.size > 0) this.#watch();
    }, lookEveryMs);
  }
}
