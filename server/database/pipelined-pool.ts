import { setImmediate } from "node:timers";
import type { Answered, PooledClient } from "./client.ts";
import { PoolExhausted } from "./errors.ts";
import { countStatement } from "./statement-count.ts";

/** What lanes are lent from, and their bounds. */
export interface PipelinedPoolOptions {
  readonly borrow: () => Promise<PooledClient>;
  /** How many wait for a connection of the same pool, these lanes included. */
  readonly countWaiting: () => number;
  /** Connections at most. */
  readonly maxPipelined: number;
  /** Statements under way on a connection at most; 1 where a pooler stands before the database. */
  readonly maxUnderWay: number;
  /** Statements that may wait for a lane; one more is refused at once. */
  readonly maxWaiting: number;
  /** How long a statement waits for a lane. */
  readonly waitTimeoutMs: number;
}

/** A statement that is expected to wait longer than this goes to another connection, while there is one. */
const targetLatencyMs = 0.5;
/** Statements under way on a connection at most where they are expected to take longer than that: the last waits for all. */
const maxLong = 8;
/** A lane that has not answered for this long gets nothing more. */
const stallMs = 5;

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
  /** To be told once or more often; the first time counts. */
  readonly answered: Answered;
  readonly askedAtMs: number;
}

const late = () => new PoolExhausted("no connection came free in time");

/** A connection, for as long as it has work. */
interface PipelinedConnection {
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
function createCosts() {
  const costs = new Map<string, number>();
  return {
    /** What was never seen is expected to fill a lane. */
    of: (text: string) => costs.get(text) ?? targetLatencyMs,
    learn: (text: string, ms: number) => {
      const known = costs.get(text) ?? ms;
      costs.set(text, known + (ms - known) / 8);
    },
  };
}

/** Connections with several statements under way on each. */
function createConnectionSet(maxUnderWay: number, costs: ReturnType<typeof createCosts>, onFree: () => void) {
  const lanes = new Set<PipelinedConnection>();
  const canTake = (lane: PipelinedConnection, nowMs: number) =>
    !lane.isBroken && lane.sent.length < maxUnderWay && (lane.sent.length === 0 || nowMs - lane.heardAtMs < stallMs);

  return {
    count: () => lanes.size,
    add: (client: PooledClient) =>
      lanes.add({ client, sent: [], expectedMs: 0, heardAtMs: 0, isBroken: false, lentAtMs: performance.now() }),
    /** The one that is expected to be free first, of those that may take one more. */
    firstFree: (nowMs: number, lentSinceMs: number): PipelinedConnection | undefined => {
      let first: PipelinedConnection | undefined;
      for (const lane of lanes)
        if (
          canTake(lane, nowMs) &&
          lane.lentAtMs >= lentSinceMs &&
          lane.expectedMs < (first?.expectedMs ?? Number.POSITIVE_INFINITY)
        )
          first = lane;
      return first;
    },
    send: (lane: PipelinedConnection, statement: Statement, nowMs: number) => {
      const { text, parameters, answered } = statement;
      const cost = costs.of(text);
      if (lane.sent.length === 0) lane.heardAtMs = nowMs;
      lane.sent.push(statement);
      lane.expectedMs += cost;
      lane.client.send(text, parameters, (error, rows) => {
        const heardAtMs = performance.now();
        costs.learn(text, heardAtMs - lane.heardAtMs);
        lane.heardAtMs = heardAtMs;
        lane.sent.shift();
        lane.expectedMs -= cost;
        lane.isBroken ||= error !== undefined;
        onFree();
        answered(error, rows);
      });
    },
    /** Gives back those without work. */
    release: () => {
      for (const lane of lanes) {
        if (lane.sent.length === 0) {
          lanes.delete(lane);
          lane.client.release(lane.isBroken);
        }
      }
    },
    /** Gives up those whose turn has not come since then; their answers are no longer wanted. */
    expire: (sinceMs: number) => {
      for (const { sent } of lanes)
        for (const { askedAtMs, answered } of sent.slice(1)) if (askedAtMs <= sinceMs) answered(late(), []);
    },
    /** What `work` sends leaves in one packet a lane. */
    together: (work: () => void) => {
      const corked = [...lanes];
      for (const { client } of corked) client.cork();
      work();
      for (const { client } of corked) client.uncork();
    },
  };
}

/** Statements that wait for a lane. */
function createWaiting(maxWaiting: number) {
  const statements: Statement[] = [];
  return {
    first: () => statements[0],
    takeFirst: () => statements.shift(),
    add: (statement: Statement) => {
      if (statements.length >= maxWaiting) throw new PoolExhausted("too many callers wait for a connection");
      statements.push(statement);
    },
    expire: (sinceMs: number) => {
      for (let first = statements[0]; first !== undefined && first.askedAtMs <= sinceMs; first = statements[0]) {
        statements.shift();
        first.answered(late(), []);
      }
    },
    sum: (of: (statement: Statement) => number) => statements.reduce((total, statement) => total + of(statement), 0),
    failAll: (error: Error) => {
      for (const { answered } of statements.splice(0)) answered(error, []);
    },
  };
}

/**
 * Sends single statements over few connections of a pool, several under way on each (PostgreSQL's pipelining): quick
 * ones share a connection, slow ones spread. All that one turn of the event loop asks for leaves together. A connection
 * is given back as soon as it has no work, and closed after an error.
 * @throws PoolExhausted when too many wait already, or no connection came free in time.
 */
export function createPipelinedPool(options: PipelinedPoolOptions) {
  const { countWaiting, maxPipelined: maxLanes, maxUnderWay, waitTimeoutMs } = options;
  const costs = createCosts();
  const waiting = createWaiting(options.maxWaiting);
  let isAwake = false;
  let borrowing = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const wake = () => {
    if (isAwake) return;
    isAwake = true;
    setImmediate(turn);
  };
  const lanes = createConnectionSet(maxUnderWay, costs, wake);
  const canBorrow = () => lanes.count() < maxLanes;
  /** Then a lane carries what was asked for before it was lent, and no more: who waits for a whole connection gets it. */
  const isWanted = () => countWaiting() > borrowing;

  const hand = () => {
    const nowMs = performance.now();
    const isBounded = isWanted();
    for (let next = waiting.first(); next !== undefined; next = waiting.first()) {
      const lane = lanes.firstFree(nowMs, isBounded ? next.askedAtMs : 0);
      if (lane === undefined) return;
      const isLong = lane.sent.length > 0 && lane.expectedMs + costs.of(next.text) > targetLatencyMs;
      if (isLong && (canBorrow() || lane.sent.length >= maxLong)) return;
      waiting.takeFirst();
      lanes.send(lane, next, nowMs);
    }
  };
  const borrowOne = async () => {
    borrowing += 1;
    try {
      lanes.add(await options.borrow());
      wake();
    } catch (error) {
      // Those who wait are left to the lanes that are there; the next who asks tries again.
      if (lanes.count() === 0) waiting.failAll(error instanceof Error ? error : new Error(String(error)));
    } finally {
      borrowing -= 1;
    }
  };
  /** As many connections as it takes that none of those who wait is out of patience. */
  const borrow = () => {
    const worthMs = waiting.sum(({ text }) => costs.of(text));
    const wanted = Math.min(Math.max(1, Math.ceil(worthMs / targetLatencyMs)), maxLanes - lanes.count());
    while (borrowing < wanted) void borrowOne();
  };
  const turn = () => {
    isAwake = false;
    lanes.together(hand);
    lanes.release();
    if (waiting.first() !== undefined) borrow();
  };

  // One timer for all looks four times within the wait, and ends what would be late at the next look.
  const lookEveryMs = waitTimeoutMs / 4;
  const watch = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      const sinceMs = performance.now() - waitTimeoutMs + lookEveryMs;
      waiting.expire(sinceMs);
      lanes.expire(sinceMs);
      if (waiting.first() !== undefined || lanes.count() > 0) watch();
    }, lookEveryMs);
  };

  const send = (text: string, parameters: readonly unknown[]) =>
    new Promise<readonly unknown[]>((resolve, reject) => {
      countStatement();
      const answered: Answered = (error, rows) => (error === undefined ? resolve(rows) : reject(error));
      waiting.add({ text, parameters, answered, askedAtMs: performance.now() });
      wake();
      watch();
    });
  return { send, close: () => clearTimeout(timer) };
}
