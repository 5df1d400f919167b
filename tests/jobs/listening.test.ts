import { expect, onTestFinished, test } from "vitest";
import type { Db } from "../../server/database/index.ts";
import { databaseForTest } from "../support/database.ts";
import { loopListening } from "../support/jobs.ts";
import { pgBouncerMissing, startPgBouncer } from "../support/pgbouncer.ts";
import { startProxy } from "../support/proxy.ts";
import { clearTags, inBackground, openJobDatabase, until } from "./job-database.ts";

// Listening is verified periodically: the cache serves entries only while it works.

/** Runs a dispatcher that listens at a URL, and records its listening state. */
async function listeningAt(addressOf: (url: string) => Promise<string>) {
  const { db, url, log, dispatcher, logLines } = await openJobDatabase();
  const listenUrl = await addressOf(url);
  const arrived: string[] = [];
  const states: boolean[] = [];
  const one = dispatcher({ "cache.invalidate": async ({ input }) => void arrived.push(...input.tags) });
  inBackground((signal) =>
    loopListening(one, signal, { db, log, url: listenUrl, pollMs: 50, onListening: (is) => states.push(is) }),
  );
  return { db, url, arrived, states, logLines };
}

const arrives = async (db: Db, arrived: readonly string[], tag: string) => {
  await clearTags(db, tag);
  await until(() => arrived.includes(tag));
};

test("an unresponsive LISTEN connection is detected within two seconds and replaced", async () => {
  let stall = () => {};
  const { db, arrived, states, logLines } = await listeningAt(async (url) => {
    const direct = new URL(url);
    const proxy = await startProxy(direct.hostname, Number(direct.port || 5432));
    onTestFinished(() => proxy.stop());
    stall = proxy.stall;
    direct.host = `127.0.0.1:${proxy.port}`;
    return direct.href;
  });
  await until(() => states.length === 1);
  stall();
  const silentAt = performance.now();
  await until(() => states.length === 2);
  // Up to two seconds on an idle machine, longer under load.
  expect(performance.now() - silentAt).toBeLessThan(4000);
  await until(() => states.length === 3);
  expect(states).toEqual([true, false, true]);
  expect(logLines.filter(({ event }) => event === "db.listen_lost")).toHaveLength(1);
  await arrives(db, arrived, "after");
});

test.skipIf(pgBouncerMissing() !== undefined)(
  "through a transaction pooler no notification arrives, which is logged, and jobs are found by polling",
  async () => {
    const { db, arrived, states, logLines } = await listeningAt(async (url) => {
      const pooler = await startPgBouncer(url, { mode: "transaction" });
      onTestFinished(pooler.stop);
      return pooler.url;
    });
    await until(() => logLines.some(({ event }) => event === "db.listen_unavailable"));
    await arrives(db, arrived, "polled");
    expect(states).toEqual([]);
    expect(logLines.filter(({ event }) => event === "db.listen_unavailable")).toHaveLength(1);
  },
);

test("a listener at another database than the written one is not notified", async () => {
  const other = await databaseForTest();
  const { states, logLines } = await listeningAt(async () => other.url);
  await until(() => logLines.some(({ event }) => event === "db.listen_unavailable"));
  expect(states).toEqual([]);
});
