import { expect, onTestFinished, test, vi } from "vitest";
import { type Caching, createCachingMemory, openCaching } from "../../server/app/caching.ts";
import { type Db, transaction } from "../../server/database/index.ts";
import { dispatchUntil } from "../../server/entry/background-work.ts";
import { createReaders } from "../../server/events/index.ts";
import { enqueue, makeDue } from "../../server/jobs/index.ts";
import { createLog } from "../../server/providers/log.ts";
import { createTcpTransport } from "../../server/redis/tcp-transport.ts";
import { databaseForTest } from "../support/database.ts";
import { pgBouncerMissing, startPgBouncer } from "../support/pgbouncer.ts";
import { isWithoutRedis, proxyForTest, type RedisProxy } from "../support/redis.ts";

const log = createLog("silent", () => {});

/** One process: its cache over a connection path to Redis that a test can break. */
async function processOver(db: Db): Promise<Caching & { readonly proxy: RedisProxy }> {
  const proxy = await proxyForTest();
  const redis = proxy.address;
  const caching = openCaching({ redis, db, log, memory: createCachingMemory(log), tcp: createTcpTransport });
  onTestFinished(caching.close);
  return { ...caching, proxy };
}

/** A unique key and tag. */
function subject() {
  const name = crypto.randomUUID();
  const request = { key: [name], tags: [[name]], freshMs: 60_000 };
  return {
    tags: [name],
    read: async ({ cache }: Caching, truth: string) => {
      const { value } = await cache.through(request, async () => ({ value: truth }));
      await cache.idle();
      return value;
    },
    /**
     * Reads until a cache hit.
     * @returns the cached value.
     */
    served: async ({ cache }: Caching, truth: string) => {
      for (;;) {
        const { value, source } = await cache.through(request, async () => ({ value: truth }));
        await cache.idle();
        if (source === "hit") return value;
      }
    },
  };
}

/**
 * A write whose invalidation fails, as the pipeline does it.
 * @returns the remaining event.
 */
async function writeInVain(db: Db, { cache, proxy }: Awaited<ReturnType<typeof processOver>>, tags: string[]) {
  await proxy.become("refuse");
  const id = await transaction(db, (tx) => enqueue(tx, "cache.invalidate", { tags }, { delayMs: 600_000 }));
  expect(await cache.clear(tags.map((tag) => [tag]))).toBeNull();
  return id;
}

const noReaders = (db: Db) => ({
  readers: createReaders([], { db, log }),
  streams: { wake: () => {}, listening: () => {} },
});

test.skipIf(isWithoutRedis)(
  "a process that starts after another died with a clear undone shows nothing old",
  async () => {
    const { db } = await databaseForTest();
    const first = await processOver(db);
    const { tags, read, served } = subject();
    expect(await served(first, "old")).toBe("old");
    await writeInVain(db, first, tags);
    const second = await processOver(db);
    for (let i = 0; i < 5; i++) expect(await read(second, "new")).toBe("new");
    expect(await served(second, "new")).toBe("new");
  },
);

test.skipIf(isWithoutRedis)("a process comes back while a dead one holds the event: it shows nothing old", async () => {
  const { db } = await databaseForTest();
  const [first, second] = [await processOver(db), await processOver(db)];
  const { tags, read, served } = subject();
  for (const one of [first, second]) expect(await served(one, "old")).toBe("old");
  const id = await writeInVain(db, first, tags);
  await db.updateTable("job").set({ lease: crypto.randomUUID() }).where("id", "=", id).execute();
  await second.proxy.become("cut");
  expect(await read(second, "new")).toBe("new");
  await second.proxy.become(undefined);
  for (let i = 0; i < 5; i++) expect(await read(second, "new")).toBe("new");
  expect(await served(second, "new")).toBe("new");
});

test.skipIf(isWithoutRedis)(
  "one process alone cannot reach Redis: the others hear of its write, and show it",
  async () => {
    const { db, url } = await databaseForTest();
    const [first, second] = [await processOver(db), await processOver(db)];
    const stop = new AbortController();
    const markSuspect = vi.fn(second.cache.markSuspect);
    const caching = { ...second, cache: { ...second.cache, markSuspect } };
    const dispatched = dispatchUntil(stop.signal, {
      db,
      log,
      tracer: null,
      caching,
      handlers: caching.handlers,
      ...noReaders(db),
      listenUrl: url,
    });
    // A process checks for missed invalidations when it starts to listen, which is not tested here.
    await expect.poll(() => markSuspect.mock.calls.length).toBe(1);
    const { tags, read, served } = subject();
    for (const one of [first, second]) expect(await served(one, "old")).toBe("old");
    const id = await writeInVain(db, first, tags);
    expect(await served(second, "new")).toBe("old");
    await makeDue(db, id);
    await expect.poll(() => read(second, "new"), { interval: 5, timeout: 1000 }).toBe("new");
    stop.abort();
    await dispatched;
  },
);

test.skipIf(isWithoutRedis || pgBouncerMissing() !== undefined)(
  "a process that hears no notices, as behind a pooler that lends connections, serves nothing that another could not clear",
  async () => {
    const { db, url } = await databaseForTest();
    const pooler = await startPgBouncer(url, { mode: "transaction" });
    onTestFinished(pooler.stop);
    const [first, second] = [await processOver(db), await processOver(db)];
    const stop = new AbortController();
    const dispatched = dispatchUntil(stop.signal, {
      db,
      log,
      tracer: null,
      caching: second,
      ...noReaders(db),
      handlers: second.handlers,
      listenUrl: pooler.url,
    });
    const { tags, read, served } = subject();
    expect(await served(first, "old")).toBe("old");
    const id = await writeInVain(db, first, tags);
    await makeDue(db, id);
    for (let i = 0; i < 200; i++) expect(await read(second, "new")).toBe("new");
    stop.abort();
    await dispatched;
  },
);
