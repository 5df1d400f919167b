import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@redis/client";
import { describe, expect, onTestFinished, test } from "vitest";
import { createCachingMemory, openCaching } from "../../server/app/caching.ts";
import { readConfig } from "../../server/app/config.ts";
import { openProcessCaching } from "../../server/entry/process-cache.ts";
import { createLog } from "../../server/providers/log.ts";
import type { Transport } from "../../server/redis/index.ts";
import { createTcpTransport } from "../../server/redis/tcp-transport.ts";
import { databaseForTest } from "../support/database.ts";
import { canStartRedis, startRedis } from "../support/redis.ts";
import { freePort } from "../support/runtimes.ts";

const request = { key: ["k"], tags: [["t"]], freshMs: 60_000 };

/** A process that uses this Redis, and its log. */
async function processOver(url: string, tcp: (url: string) => Transport = createTcpTransport) {
  const { db } = await databaseForTest();
  const lines: string[] = [];
  const log = createLog("info", (line) => lines.push(line));
  const redis = { kind: "tcp", url } as const;
  const caching = openCaching({ redis, db, log, memory: createCachingMemory(log), tcp });
  onTestFinished(caching.close);
  return { caching, lines };
}

async function redisForTest(...args: string[]): Promise<string> {
  const redis = await startRedis(args);
  onTestFinished(redis.stop);
  return redis.url;
}

/** Starts a Sentinel that watches nothing. */
async function sentinelForTest(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-sentinel-"));
  const [file, port] = [join(folder, "sentinel.conf"), await freePort()];
  writeFileSync(file, `port ${port}\nbind 127.0.0.1\ndir ${folder}\n`);
  const sentinel = spawn("redis-server", [file, "--sentinel"], { stdio: "ignore" });
  onTestFinished(() => {
    sentinel.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  return `redis://127.0.0.1:${port}`;
}

/** Reads still succeed, readiness reports Redis as unhealthy, and one log line gives the reason. */
async function expectErrorCode(url: string, code: string): Promise<void> {
  const { caching, lines } = await processOver(url);
  const { cache } = caching;
  for (let turn = 0; turn < 8; turn++) {
    expect(await cache.through(request, async () => ({ value: "loaded" }))).toMatchObject({ source: "bypass" });
    await cache.idle();
    await expect(cache.check()).rejects.toThrow("Redis is unavailable.");
  }
  const warnings = lines.filter((line) => line.includes("redis.unavailable"));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain(`"code":"${code}"`);
  expect(lines.join()).not.toMatch(/secret|redis\.recovered/);
}

describe.skipIf(!canStartRedis)("a Redis that cannot be used is named by its own word", () => {
  test("a wrong password", async () => {
    const { port } = new URL(await redisForTest("--requirepass", "secret"));
    await expectErrorCode(`redis://:secret-but-wrong@127.0.0.1:${port}`, "WRONGPASS");
  });

  test("a user who may run no scripts", async () => {
    const url = await redisForTest();
    const admin = await createClient({ url }).connect();
    onTestFinished(() => admin.destroy());
    await admin.sendCommand(["ACL", "SETUSER", "app", "on", ">secret", "~*", "+@all", "-@scripting"]);
    await expectErrorCode(`redis://app:secret@127.0.0.1:${new URL(url).port}`, "NOPERM");
  });

  /** Opens caching as a starting process does; the function returns why a Redis was refused. */
  async function startingProcess(): Promise<(url: string) => Promise<string>> {
    const { db } = await databaseForTest();
    const log = createLog("silent", () => {});
    return (url) =>
      openProcessCaching(readConfig({ REDIS_URL: url }), { db, log, parent: undefined }).then(
        async (caching) => {
          await caching?.close();
          return "";
        },
        (error: unknown) => String(error),
      );
  }

  test("a node of a cluster is refused at the start", async () => {
    const [refusalOf, url] = [await startingProcess(), await redisForTest("--cluster-enabled", "yes")];
    // On a busy machine its first reply may come after the deadline; until then its mode is unknown.
    await expect.poll(() => refusalOf(url)).toContain("REDIS_URL: points to a node of");
  });

  test("a Sentinel is refused at the start", async () => {
    const [refusalOf, url] = [await startingProcess(), await sentinelForTest()];
    // It takes a moment to start; until then its mode is unknown.
    await expect.poll(() => refusalOf(url)).toContain("REDIS_URL: points to a Redis Sentinel");
  });
});

describe.skipIf(!canStartRedis)("answers that their commands do not give", () => {
  test.for([[null], ["OK"], [42], [["x"]], [{}], [[{}, {}, {}]]])(
    "%j: reads are answered all the same",
    async ([answer]) => {
      let isWrong = false;
      const tcp = (url: string): Transport => {
        const transport = createTcpTransport(url);
        const send: Transport["send"] = async (batch, signal) =>
          isWrong ? batch.commands.map(() => ({ result: answer })) : transport.send(batch, signal);
        return { ...transport, send };
      };
      const { cache } = (await processOver(await redisForTest(), tcp)).caching;
      const read = async () => {
        const { value } = await cache.through(request, async () => ({ value: "loaded" }));
        await cache.idle();
        return value;
      };
      for (let turn = 0; turn < 5; turn++) await read();
      isWrong = true;
      for (let turn = 0; turn < 5; turn++) expect(await read()).toBe("loaded");
      expect(await cache.clear(request.tags)).toBeNull();
    },
  );
});
