import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

const apiVersions = 18;
const metadata = 3;
const findCoordinator = 10;
const host = Buffer.from("127.0.0.1");
/** `ListOffsets`, versions 0 to 5, as `ApiVersions` lists it. */
const listOffsets = Buffer.from([0, 2, 0, 0, 0, 5]);
const lengthBytes = 4;

/** Passes whole messages of Kafka's protocol on: a length, and as many bytes. */
function eachMessage(from: Socket, handle: (message: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  from.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= lengthBytes && rest.length >= lengthBytes + rest.readInt32BE(0)) {
      const end = lengthBytes + rest.readInt32BE(0);
      handle(Buffer.from(rest.subarray(0, end)));
      rest = rest.subarray(end);
    }
  });
}

/** Replaces the port behind each mention of the host. */
function replacePort(answer: Buffer, port: number, by: number): void {
  for (let at = answer.indexOf(host); at >= 0; at = answer.indexOf(host, at + 1)) {
    const portAt = at + host.length;
    if (answer.length >= portAt + 4 && answer.readInt32BE(portAt) === port) answer.writeInt32BE(by, portAt);
  }
}

/**
 * A proxy in front of the mock cluster. librdkafka 2.0 writes the leader epoch of `ListOffsets` in 8 bytes instead of 4, so
 * that a client misreads every partition after the first: the proxy offers version 3, which has no epoch.
 */
async function startCorrectingProxy(port: number) {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    const asked = new Map<number, number>();
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    eachMessage(client, (request) => {
      asked.set(request.readInt32BE(8), request.readInt16BE(4));
      upstream.write(request);
    });
    eachMessage(upstream, (answer) => {
      const id = answer.readInt32BE(4);
      const api = asked.get(id);
      asked.delete(id);
      const versionAt = api === apiVersions ? answer.indexOf(listOffsets) : -1;
      if (versionAt >= 0) answer.writeInt16BE(3, versionAt + 4);
      if (api === metadata || api === findCoordinator) replacePort(answer, port, own);
      client.write(answer);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const own = typeof address === "object" && address !== null ? address.port : 0;
  const stop = async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: own, stop };
}

/** A running mock cluster. */
export interface KafkaMock {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Starts librdkafka's mock cluster of one broker, which `kcat` brings along. Topics have four partitions. */
export async function startKafkaMock(): Promise<KafkaMock> {
  const args = ["-X", "test.mock.num.brokers=1", "-d", "mock", "-C", "-t", "unused", "-b", "unused"];
  const child = spawn("kcat", args, { stdio: ["ignore", "ignore", "pipe"] });
  const port = await new Promise<number>((resolve, reject) => {
    let text = "";
    child.once("error", reject);
    // Read to the end: a full pipe would stop the cluster.
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      if (text.length > 10_000) return;
      text += chunk;
      const named = /bootstrap\.servers=127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (named !== undefined) resolve(Number(named));
    });
  });
  const proxy = await startCorrectingProxy(port);
  const stop = async () => {
    await proxy.stop();
    const ended = once(child, "exit");
    if (child.exitCode === null && child.signalCode === null && child.kill("SIGKILL")) await ended;
  };
  return { port: proxy.port, stop };
}
