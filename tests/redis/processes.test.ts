import { fork } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { isWithoutRedis, ownPrefix, redisUrl } from "../support/redis.ts";

interface ProcessReport {
  readonly values: readonly string[];
  readonly loads: number;
  readonly ms: number;
  readonly passed: number;
}

/** Unchecked cast: `process.ts` sends this shape, and a missing field fails the test. */
const asReport = (message: unknown) => message as ProcessReport;

test.skipIf(isWithoutRedis)(
  "CA-07 two processes with 250 callers each load a hot key once and share a limit",
  async () => {
    const prefix = ownPrefix();
    const processes = [0, 1].map(() => fork(new URL("./process.ts", import.meta.url), [redisUrl, prefix]));
    await Promise.all(processes.map((process) => once(process, "message")));
    const reports = processes.map(async (process) => {
      process.send("go");
      const [message]: unknown[] = await once(process, "message");
      return asReport(message);
    });
    const [one, two] = await Promise.all(reports);
    expect((one?.loads ?? 0) + (two?.loads ?? 0)).toBe(1);
    expect(one?.values).toEqual(two?.values);
    expect(one?.values).toHaveLength(1);
    expect(Math.max(one?.ms ?? Infinity, two?.ms ?? Infinity)).toBeLessThan(800);
    expect((one?.passed ?? 0) + (two?.passed ?? 0)).toBe(10);
  },
);
