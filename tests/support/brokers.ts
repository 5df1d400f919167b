import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect as connectToNats } from "@nats-io/transport-node";
import { createClient } from "@redis/client";
import { connect as connectToRabbitMq } from "amqplib";
import { startKafkaMock } from "./kafka-mock.ts";
import { redisUrl, testRedis } from "./redis.ts";

/** A message as a consumer of the broker sees it. */
export interface SeenMessage {
  readonly body: string;
  readonly contentType: string | undefined;
  readonly key: string | undefined;
  /** Name under which the broker routes it, where it has one. */
  readonly route: string | undefined;
  /** Id in the broker's own terms, where it has one. */
  readonly id: string | undefined;
}

/** A broker of this run. */
export interface TestBroker {
  readonly name: "redis" | "nats" | "amqp" | "kafka";
  /** Set where there is none: why its tests are skipped. */
  readonly reason?: string;
  /** A name of a queue, topic or stream that no other test uses. */
  readonly own: () => Promise<string>;
  /** The address of such a name, over another port if asked for. */
  readonly address: (own: string, port?: number) => string;
  readonly port: number;
  /** All messages so far at such an address, in order, and of each key for Kafka. */
  readonly read: (own: string, port?: number) => Promise<readonly SeenMessage[]>;
  readonly stop: () => Promise<void>;
}

const readyLimitMs = 10_000;

const ownName = () => `t${randomBytes(6).toString("hex")}`;

/** True when a program listens on the port of this machine. */
export const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port, timeout: 500 });
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket
      .once("connect", () => end(true))
      .once("error", () => end(false))
      .once("timeout", () => end(false));
  });

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const isInstalled = (program: string, flag: string) => spawnSync(program, [flag]).error === undefined;

const stopped = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

async function untilListening(port: number): Promise<void> {
  for (const until = performance.now() + readyLimitMs; !(await isListening(port)); await sleep(20))
    if (performance.now() > until) throw new Error(`nothing listens on port ${port}`);
}

/** A server of one test that can be killed and started again over the same data. */
export interface OwnServer {
  readonly port: number;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function ownServer(
  program: string,
  args: (port: number, folder: string) => readonly string[],
): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), `dovetail-${program}-`));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(program, args(port, folder), { stdio: "ignore" });
    await untilListening(port);
  };
  const kill = async () => {
    if (child !== undefined) await stopped(child);
  };
  await start();
  return {
    port,
    start,
    kill,
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a NATS server with JetStream. */
export const startNats = (): Promise<OwnServer> =>
  ownServer("nats-server", (port, folder) => ["-a", "127.0.0.1", "-p", String(port), "-js", "-sd", folder]);

/** Starts a Redis that writes each command to its disk before it answers. */
export const startDurableRedis = (): Promise<OwnServer> =>
  ownServer("redis-server", (port, folder) => [
    ...["--bind", "127.0.0.1", "--port", String(port), "--dir", folder],
    ...["--save", "", "--appendonly", "yes", "--appendfsync", "always"],
  ]);

const nothing = async () => {};

function redisBroker(): TestBroker {
  const { hostname, port } = new URL(redisUrl);
  const own = Number(port || 6379);
  return {
    name: "redis",
    own: async () => ownName(),
    ...("reason" in testRedis && { reason: testRedis.reason }),
    port: own,
    address: (name, at = own) => `redis://${hostname}:${at}?stream=${name}`,
    read: async (name, at = own) => {
      const client = await createClient({ url: `redis://${hostname}:${at}` }).connect();
      const entries = await client.xRange(name, "-", "+");
      client.destroy();
      return (entries ?? []).map(({ message }) => ({
        body: message.event ?? "",
        contentType: message["content-type"],
        key: message.key,
        route: message.type,
        id: message.id,
      }));
    },
    stop: nothing,
  };
}

async function readNats(name: string, port: number): Promise<readonly SeenMessage[]> {
  const connection = await connectToNats({ servers: `127.0.0.1:${port}` });
  const manager = await jetstreamManager(connection);
  const { state } = await manager.streams.info(name);
  const seen: SeenMessage[] = [];
  if (state.messages > 0) {
    const consumer = await jetstream(connection).consumers.get(name);
    for await (const message of await consumer.consume()) {
      seen.push({
        body: message.string(),
        contentType: message.headers?.get("content-type"),
        key: undefined,
        route: message.subject.slice(name.length + 1),
        id: message.headers?.get("Nats-Msg-Id"),
      });
      if (message.info.pending === 0) break;
    }
  }
  await connection.close();
  return seen;
}

async function natsBroker(): Promise<TestBroker> {
  const isShared = await isListening(4222);
  const reason = "no NATS: start one with JetStream on port 4222 or install nats-server";
  const own = !isShared && isInstalled("nats-server", "--version") ? await startNats() : undefined;
  const port = own?.port ?? 4222;
  return {
    name: "nats",
    own: async () => ownName(),
    ...(!isShared && own === undefined && { reason }),
    port,
    address: (name, at = port) => `nats://127.0.0.1:${at}?stream=${name}&subject=${name}`,
    read: (name, at = port) => readNats(name, at),
    stop: own?.stop ?? nothing,
  };
}

async function readRabbitMq(name: string, port: number): Promise<readonly SeenMessage[]> {
  const connection = await connectToRabbitMq(`amqp://127.0.0.1:${port}`);
  const channel = await connection.createChannel();
  const seen: SeenMessage[] = [];
  for (let got = await channel.get(name); got !== false; got = await channel.get(name)) {
    const { content, properties, fields } = got;
    seen.push({
      body: content.toString(),
      contentType: properties.contentType,
      key: undefined,
      route: fields.routingKey,
      id: properties.messageId,
    });
  }
  // Unacknowledged messages return to their places.
  await connection.close();
  return seen;
}

async function rabbitMqBroker(): Promise<TestBroker> {
  const port = 5672;
  return {
    name: "amqp",
    own: async () => ownName(),
    ...(!(await isListening(port)) && { reason: "no RabbitMQ: start one on port 5672" }),
    port,
    address: (name, at = port) => `amqp://127.0.0.1:${at}?exchange=${name}&queue=${name}`,
    read: (name, at = port) => readRabbitMq(name, at),
    stop: nothing,
  };
}

const run = promisify(execFile);

/** Reads with `kcat`, as a program in C does. */
async function readKafka(name: string, port: number): Promise<readonly SeenMessage[]> {
  const format = "%k\\t%h\\t%s\\n";
  const args = ["-b", `127.0.0.1:${port}`, "-C", "-t", name, "-o", "beginning", "-e", "-q", "-f", format];
  const { stdout } = await run("kcat", args, { maxBuffer: 64 * 1024 * 1024 });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [key = "", headers = "", body = ""] = line.split("\t");
      const contentType = /content-type=([^,]*)/.exec(headers)?.[1];
      return { body, contentType, key: key === "" ? undefined : key, route: undefined, id: undefined };
    });
}

async function kafkaBroker(): Promise<TestBroker> {
  const own = isInstalled("kcat", "-V") ? await startKafkaMock() : undefined;
  const port = own?.port ?? 0;
  return {
    name: "kafka",
    own: async () => ownName(),
    ...(own === undefined && { reason: "no Kafka: install kcat, whose mock cluster the tests use" }),
    port,
    address: (name, at = port) => `kafka://127.0.0.1:${at}?topic=${name}`,
    read: (name, at = port) => readKafka(name, at),
    stop: own?.stop ?? nothing,
  };
}

/** All brokers; with `CI=true` RabbitMQ may be missing, the others not. */
export async function findBrokers(): Promise<readonly TestBroker[]> {
  const found = [redisBroker(), await natsBroker(), await rabbitMqBroker(), await kafkaBroker()];
  for (const { name, reason } of found)
    if (reason !== undefined) process.stderr.write(`Tests of ${name} are skipped: ${reason}.\n`);
  return found;
}
