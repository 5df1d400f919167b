import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@redis/client";
import { onTestFinished } from "vitest";
import type { RedisAddress, RedisLog } from "../../server/redis/index.ts";

/** A Redis for tests, or the reason why there is none. */
export type TestRedis = { readonly url: string } | { readonly reason: string };

const defaultUrl = "redis://127.0.0.1:6379";
const readyLimitMs = 5000;

const portAt = (url: string) => {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port || 6379) };
};

/** True when a Redis answers at the address. */
const isReachable = (url: string) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection({ ...portAt(url), timeout: 500 });
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket
      .once("connect", () => end(true))
      .once("error", () => end(false))
      .once("timeout", () => end(false));
  });

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

/** True when `redis-server` is installed. */
export const canStartRedis: boolean = spawnSync("redis-server", ["--version"]).status === 0;

/** A Redis of one test. */
export interface OwnRedis {
  readonly url: string;
  /** Writes a snapshot. */
  readonly snapshot: () => Promise<void>;
  /** Kills it, and restarts it from the last snapshot. */
  readonly rewind: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function startServer(port: number, args: readonly string[]): Promise<() => Promise<void>> {
  const own = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", ...args];
  const server: ChildProcess = spawn("redis-server", own, { stdio: "ignore" });
  const until = performance.now() + readyLimitMs;
  while (!(await isReachable(`redis://127.0.0.1:${port}`))) {
    if (performance.now() > until) throw new Error("redis-server did not start");
    await sleep(20);
  }
  return () =>
    new Promise<void>((resolve) => {
      if (server.exitCode !== null || server.signalCode !== null) return resolve();
      server.once("exit", () => resolve());
      server.kill("SIGKILL");
    });
}

/** Starts a Redis in its own folder, with arguments such as `--maxmemory 2mb`. */
export async function startRedis(args: readonly string[] = []): Promise<OwnRedis> {
  const folder = await mkdtemp(join(tmpdir(), "dovetail-redis-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const start = () => startServer(port, ["--dir", folder, ...args]);
  let end = await start();
  return {
    url,
    snapshot: async () => {
      const client = await createClient({ url }).connect();
      await client.sendCommand(["SAVE"]);
      client.destroy();
    },
    rewind: async () => {
      await end();
      end = await start();
    },
    stop: async () => {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Uses `REDIS_URL`, else the default port, else starts one for the file; with `CI=true` one is required. */
async function findRedis(): Promise<TestRedis> {
  const { REDIS_URL, CI } = process.env;
  if (REDIS_URL) return { url: REDIS_URL };
  if (await isReachable(defaultUrl)) return { url: defaultUrl };
  if (canStartRedis) {
    const started = await startRedis();
    process.once("exit", () => void started.stop());
    return { url: started.url };
  }
  const reason = "no Redis: set REDIS_URL, start one on port 6379 or install redis-server";
  if (CI === "true") throw new Error(reason);
  process.stderr.write(`Tests of Redis are skipped: ${reason}.\n`);
  return { reason };
}

/** The shared Redis of this run; keys start with {@link ownPrefix}. */
export const testRedis: TestRedis = await findRedis();

/** Its address, if available. */
export const redisUrl: string = "url" in testRedis ? testRedis.url : defaultUrl;

/** True when Redis tests are skipped. */
export const isWithoutRedis: boolean = "reason" in testRedis;

/** Creates a unique key prefix. */
export const ownPrefix = (): string => `dovetail-test:${randomUUID()}:`;

/** Creates a log with readable lines. */
export function createTestLog(): RedisLog & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (event: string, fields = {}) => void lines.push(JSON.stringify({ event, ...fields }));
  return { lines, info: write, warn: write };
}

/** A connection path to Redis that a test can break. */
export interface RedisProxy {
  readonly address: RedisAddress;
  /** `refuse` closes the port; `cut` ends each connection at its first byte; `hang` never answers. */
  readonly become: (fault: "refuse" | "cut" | "hang" | { readonly delayMs: number } | undefined) => Promise<void>;
  readonly connections: () => number;
}

/** A TCP proxy in front of a Redis, for the running test. */
export async function proxyForTest(target: string = redisUrl): Promise<RedisProxy> {
  let fault: Parameters<RedisProxy["become"]>[0];
  let accepted = 0;
  const sockets = new Set<Socket>();
  const handle = (down: Socket) => {
    accepted += 1;
    const up = createConnection(portAt(target));
    for (const socket of [down, up]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        down.destroy();
        up.destroy();
      });
    }
    up.on("data", (data) => down.write(data));
    down.on("data", (data) => {
      if (fault === "cut") down.destroy();
      else if (typeof fault === "object") setTimeout(() => up.destroyed || up.write(data), fault.delayMs).unref();
      else if (fault !== "hang") up.write(data);
    });
  };
  const listen = (port: number) =>
    new Promise<Server>((resolve) => {
      const server = createServer(handle).listen(port, "127.0.0.1", () => resolve(server));
    });
  const close = (server: Server) =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  let server = await listen(0);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  onTestFinished(() => (server.listening ? close(server) : undefined));
  return {
    address: { kind: "tcp", url: `redis://127.0.0.1:${port}` },
    become: async (next) => {
      fault = next;
      if (next === "refuse" && server.listening) await close(server);
      if (next !== "refuse" && !server.listening) server = await listen(port);
    },
    connections: () => accepted,
  };
}
