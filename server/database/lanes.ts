import { setImmediate } from "node:timers";
import type { Answered, LentClient } from "./client.ts";
import { countStatement } from "./counted.ts";
import { PoolExhausted } from "./faults.ts";

/** What lanes are lent from, and their bounds. */
export interface LaneOptions {
  readonly borrow: () => Promise<LentClient>;
  /** How many wait for a connection of the same pool, these lanes included. */
  readonly countWaiting: () => number;
  /** Connections at most. */
  readonly maxLanes: number;
  /** Statements under way on a connection at most; 1 where a pooler stands before the database. */
  readonly maxUnderWay: number;
  /** Statements that may wait for a lane; one more is refused at once. */
  readonly maxWaiting: number;
  /** How long a statement waits for a lane. */
  readonly waitTimeoutMs: number;
}

/** A statement that is expected to wait longer than this goes to another connection, while there is one. */
const patienceMs = 0.5;
/** A lane that has not answered for this long gets nothing more. */
const stallMs = 5;

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
  readonly answered: Answered;
  readonly expiresAtMs: number;
}

/** A connection, for as long as it has work. */
interface Lane {
  readonly client: LentClient;
  underWay: number;
  /** How long the server is expected to work on what is under way. */
  expectedMs: number;
  /** When it answered last, or got work after having none. */
  heardAtMs: number;
  isBroken: boolean;
}

/** Learns how long the server works on each text; there are as few of them as compiled queries. */
function createCosts() {
  const costs = new Map<string, number>();
  return {
    /** What was never seen is expected to fill a lane. */
    of: (text: string) => costs.get(text) ?? patienceMs,
    learn: (text: string, ms: number) => {
      const known = costs.get(text) ?? ms;
      costs.set(text, known + (ms - known) / 8);
    },
  };
}

/** Connections with several statements under way on each. */
function createLaneSet(maxUnderWay: number, costs: ReturnType<typeof createCosts>, onFree: () => void) {
  const lanes = new Set<Lane>();
  const canTake = (lane: Lane, nowMs: number) =>
    !lane.isBroken && lane.underWay < maxUnderWay && (lane.underWay === 0 || nowMs - lane.heardAtMs < stallMs);

  return {
    count: () => lanes.size,
    add: (client: LentClient) => lanes.add({ client, underWay: 0, expectedMs: 0, heardAtMs: 0, isBroken: false }),
    /** The one that is expected to be free first, of those that may take one more. */
    firstFree: (nowMs: number): Lane | undefined => {
      let first: Lane | undefined;
      for (const lane of lanes)
        if (canTake(lane, nowMs) && lane.expectedMs < (first?.expectedMs ?? Number.POSITIVE_INFINITY)) first = lane;
      return first;
    },
    send: (lane: Lane, { text, parameters, answered }: Statement, nowMs: number) => {
      const cost = costs.of(text);
      if (lane.underWay === 0) lane.heardAtMs = nowMs;
      lane.underWay += 1;
      lane.expectedMs += cost;
      lane.client.send(text, parameters, (error, rows) => {
        const heardAtMs = performance.now();
        costs.learn(text, heardAtMs - lane.heardAtMs);
        lane.heardAtMs = heardAtMs;
        lane.underWay -= 1;
        lane.expectedMs -= cost;
        lane.isBroken ||= error !== undefined;
        onFree();
        answered(error, rows);
      });
    },
    /** Gives back those without work. */
    release: () => {
      for (const lane of lanes)
        if (lane.underWay === 0) {
          lanes.delete(lane);
          lane.client.release(lane.isBroken);
        }
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

/** Statements that wait for a lane, each until its time is up. */
function createWaiting(maxWaiting: number) {
  const statements: Statement[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expire = () => {
    timer = undefined;
    const nowMs = performance.now();
    for (let first = statements[0]; first !== undefined && first.expiresAtMs <= nowMs; first = statements[0]) {
      statements.shift();
      first.answered(new PoolExhausted("no connection came free in time"), []);
    }
    watch();
  };
  const watch = () => {
    const first = statements[0];
    if (first !== undefined) timer ??= setTimeout(expire, Math.max(1, first.expiresAtMs - performance.now()));
  };
  return {
    first: () => statements[0],
    takeFirst: () => statements.shift(),
    add: (statement: Statement) => {
      if (statements.length >= maxWaiting) throw new PoolExhausted("too many callers wait for a connection");
      statements.push(statement);
      watch();
    },
    failAll: (error: Error) => {
      for (const { answered } of statements.splice(0)) answered(error, []);
    },
    close: () => clearTimeout(timer),
  };
}

/**
 * Sends single statements over few connections of a pool, several under way on each (PostgreSQL's pipelining): quick
 * ones share a connection, slow ones spread. All that one turn of the event loop asks for leaves together. A connection
 * is given back as soon as it has no work, and closed after an error.
 * @throws PoolExhausted when too many wait already, or no connection came free in time.
 */
export function createLanes({ borrow, countWaiting, maxLanes, maxUnderWay, ...bounds }: LaneOptions) {
  const costs = createCosts();
  const waiting = createWaiting(bounds.maxWaiting);
  let isAwake = false;
  let isBorrowing = false;

  const wake = () => {
    if (isAwake) return;
    isAwake = true;
    setImmediate(turn);
  };
  const lanes = createLaneSet(maxUnderWay, costs, wake);
  const canBorrow = () => lanes.count() < maxLanes;
  /** Whoever waits for a whole connection gets one once a lane has no work left. */
  const isWanted = () => countWaiting() > (isBorrowing ? 1 : 0);

  const hand = () => {
    const nowMs = performance.now();
    for (let next = waiting.first(); next !== undefined; next = waiting.first()) {
      const lane = lanes.firstFree(nowMs);
      if (lane === undefined) return;
      if (lane.underWay > 0 && canBorrow() && lane.expectedMs + costs.of(next.text) > patienceMs) return;
      waiting.takeFirst();
      lanes.send(lane, next, nowMs);
    }
  };
  const borrowOne = async () => {
    isBorrowing = true;
    try {
      lanes.add(await borrow());
    } catch (error) {
      if (lanes.count() === 0) waiting.failAll(error instanceof Error ? error : new Error(String(error)));
    }
    isBorrowing = false;
    wake();
  };
  const turn = () => {
    isAwake = false;
    if (!isWanted()) lanes.together(hand);
    lanes.release();
    if (waiting.first() !== undefined && !isBorrowing && canBorrow()) void borrowOne();
  };

  const send = (text: string, parameters: readonly unknown[]) =>
    new Promise<readonly unknown[]>((resolve, reject) => {
      countStatement();
      const answered: Answered = (error, rows) => (error === undefined ? resolve(rows) : reject(error));
      waiting.add({ text, parameters, answered, expiresAtMs: performance.now() + bounds.waitTimeoutMs });
      wake();
    });
  return { send, close: waiting.close };
}
