import process from "node:process";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { startSpawnedProcess } from "../../server/entry/processes/spawned.ts";
import { type ProcessEvents, supervise } from "../../server/entry/processes/supervisor.ts";
import { createLog } from "../../server/providers/log.ts";
import { freePort } from "../support/runtimes.ts";

const assignment = { count: 2, index: 0, database: { url: "", directUrl: "" } };
const silent = createLog("silent", () => {});

afterEach(() => void vi.useRealTimers());

/** A serving process that does what the test says. */
interface Played extends ProcessEvents {
  readonly index: number;
  readonly becomeReady: () => void;
  readonly end: () => void;
}

/** Supervises two played processes; with time that passes when the test says so. */
async function superviseTwo() {
  const port = await freePort();
  const started: Played[] = [];
  const running = new Set<Played>();
  const stop = Promise.withResolvers<string>();
  const ended = supervise({
    config: { workers: 2, shutdownDelayMs: 0, port, host: "127.0.0.1" },
    database: assignment.database,
    log: silent,
    onReady: () => {},
    onStopping: () => {},
    stopRequested: stop.promise,
    start: ({ index }, events) => {
      const end = () => {
        if (running.delete(played)) events.onExit(null);
      };
      const becomeReady = () => events.onMessage({ type: "ready", port, hasMailbox: false });
      const played: Played = { ...events, index, becomeReady, end };
      started.push(played);
      running.add(played);
      return { pid: undefined, send: ({ type }) => void (type === "stop" && end()), kill: end };
    },
  });
  await expect.poll(() => started.length).toBe(2);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const passTime = () => vi.advanceTimersByTimeAsync(1000);
  const indexes = () => [...running].map(({ index }) => index).sort();
  const finish = async () => {
    stop.resolve("the test");
    await ended;
    expect(running.size).toBe(0);
  };
  return { started, passTime, indexes, finish };
}

const replaceAll = () => void process.emit("SIGHUP", "SIGHUP");

test("a process that ends while its successor starts is not started again as well", async () => {
  const { started, passTime, indexes, finish } = await superviseTwo();
  for (const one of started) one.becomeReady();
  await passTime();
  replaceAll();
  await passTime();
  started[0]?.end();
  await passTime();
  started[2]?.becomeReady();
  await passTime();
  started[3]?.becomeReady();
  await passTime();
  expect(indexes()).toEqual([0, 1]);
  await finish();
});

test("a process that ends before its turn, and was started again, has one successor", async () => {
  const { started, passTime, indexes, finish } = await superviseTwo();
  for (const one of started) one.becomeReady();
  await passTime();
  replaceAll();
  await passTime();
  started[1]?.end();
  await passTime();
  started[3]?.becomeReady();
  started[2]?.becomeReady();
  await passTime();
  for (const one of started.slice(4)) one.becomeReady();
  await passTime();
  expect(indexes()).toEqual([0, 1]);
  await finish();
});

test("a process and its successor that both end are started again", async () => {
  const { started, passTime, indexes, finish } = await superviseTwo();
  for (const one of started) one.becomeReady();
  await passTime();
  replaceAll();
  await passTime();
  started[0]?.end();
  await passTime();
  started[2]?.end();
  await passTime();
  expect(indexes()).toEqual([0, 1]);
  await finish();
});

test("SIGHUP while the first processes start replaces them once they are ready", async () => {
  const { started, passTime, indexes, finish } = await superviseTwo();
  replaceAll();
  await passTime();
  expect(started).toHaveLength(2);
  for (const one of [0, 1]) started[one]?.becomeReady();
  for (const one of [2, 3]) {
    await passTime();
    started[one]?.becomeReady();
  }
  await passTime();
  expect([started.length, indexes()]).toEqual([4, [0, 1]]);
  await finish();
});

test("the end of a killed process is reported once, whatever is sent to it meanwhile", async () => {
  const program = { command: process.execPath, args: ["-e", "process.send({ type: 'ready' })"], env: {} };
  const isReady = Promise.withResolvers<void>();
  const isOver = Promise.withResolvers<void>();
  let ends = 0;
  const one = startSpawnedProcess(program, assignment, {
    onMessage: () => isReady.resolve(),
    onExit: () => {
      ends += 1;
      isOver.resolve();
    },
  });
  await isReady.promise;
  one.kill();
  // The system ends it while this process has not turned to that yet.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  for (let sent = 0; sent < 20; sent++) one.send({ type: "replies", id: sent, replies: [] });
  await isOver.promise;
  for (let turns = 0; turns < 10; turns++) await turn();
  expect(ends).toBe(1);
});

test("many processes, one after another, leave nothing behind in this one", async () => {
  const before = process.listenerCount("exit");
  const program = { command: process.execPath, args: ["--version"], env: {} };
  for (let turns = 0; turns < 3; turns++)
    await new Promise<void>((resolve) =>
      startSpawnedProcess(program, assignment, { onMessage: () => {}, onExit: () => resolve() }),
    );
  expect(process.listenerCount("exit")).toBe(before);
});
