import { expect, test } from "vitest";
import type { RunningServer } from "../support/runtimes.ts";

/** As many as one caller may have open. */
const maxStreams = 500;
const atOnce = 50;

/** A test of a runtime: readers that vanish leave room for others at the next heartbeat, the first write that fails. */
export function describeVanishedReaders(server: () => RunningServer): void {
  test("readers that vanish free their streams at the next heartbeat", async () => {
    const url = `${server().url}/api/live/articles?author=unknown`;
    const gone = new AbortController();
    const open = (signal: AbortSignal) => fetch(url, { headers: { accept: "text/event-stream" }, signal });
    const statuses: number[] = [];
    // Streams that other tests left may still count.
    while (statuses.length <= maxStreams && !statuses.includes(429))
      statuses.push(
        ...(await Promise.all(Array.from({ length: atOnce }, async () => (await open(gone.signal)).status))),
      );
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    const statusOfAnother = async () => {
      const another = new AbortController();
      const { status } = await open(another.signal);
      another.abort();
      return status;
    };
    expect(await statusOfAnother()).toBe(429);
    gone.abort();
    await expect.poll(statusOfAnother, { timeout: 45_000, interval: 500 }).toBe(200);
  }, 120_000);
}
