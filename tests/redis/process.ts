import { setTimeout as sleep } from "node:timers/promises";
import { createCache } from "../../server/cache/index.ts";
import { createLimiter, openRedis } from "../../server/redis/index.ts";
import { createTcpTransport } from "../../server/redis/tcp-transport.ts";

/** The cache of one server process, for processes.test.ts: reads on command and reports the result. */
const [url = "", prefix = ""] = process.argv.slice(2);
const log = { info: () => {}, warn: () => {} };
const connection = openRedis({ kind: "tcp", url }, { log, tcp: createTcpTransport, deadlineMs: 5000 });
const cache = createCache({ connection, log, prefix });
const limiter = createLimiter(connection.redis, prefix);

const load = async () => {
  await sleep(300);
  return { value: String(process.pid) };
};

process.once("message", async () => {
  const startedAt = performance.now();
  const request = { key: ["hot"], tags: [["hot"]], freshMs: 60_000 };
  const answers = await Promise.all(Array.from({ length: 250 }, () => cache.through(request, load)));
  const ms = performance.now() - startedAt;
  const check = { key: "limit", count: 10, periodMs: 600_000 };
  const taken = await Promise.all(Array.from({ length: 100 }, () => limiter.take([check])));
  process.send?.({
    values: [...new Set(answers.map(({ value }) => value))],
    loads: cache.stats().loads,
    ms,
    passed: taken.filter(({ allowed }) => allowed).length,
  });
  await cache.idle();
  await connection.close();
  process.disconnect();
});

await connection.redis.ping();
process.send?.("ready");
