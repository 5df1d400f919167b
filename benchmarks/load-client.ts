import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { createAnswerReader } from "./http-answers.ts";
import { LoadJob, type LoadResult } from "./load.ts";
import { usageOf } from "./process-usage.ts";
import { quantile } from "./statistics.ts";

// The program behind applyLoad(): reads a job, prints the measurements.

const rssSampleMs = 100;

type Request = ReturnType<typeof LoadJob.parse>["requests"][number];

const headOf = ({ method, path, headers }: Request, more: string) =>
  `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("")}${more}\r\n`;

// Later runs on the same tables must not repeat the numbers of earlier ones.
let numbered = Date.now() * 1000;

/** Prepares a request. @returns a function that makes the bytes to send. */
function prepare(request: Request): () => Buffer {
  const { body } = request;
  if (body === undefined) {
    const bytes = Buffer.from(headOf(request, ""));
    return () => bytes;
  }
  return () => {
    numbered += 1;
    const text = body.replaceAll("{n}", String(numbered));
    const more = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`;
    return Buffer.from(headOf(request, more) + text);
  };
}

const open = (port: number) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });

/** Sends sequential requests on one connection until the time is over, and waits for the last response. */
function drive(socket: Socket, next: () => Buffer, untilMs: number, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const read = createAnswerReader();
    let sentAt = 0;
    const send = () => {
      sentAt = performance.now();
      socket.write(next());
    };
    const stop = (error?: Error) => {
      socket.off("data", onData).off("close", onClose);
      if (error === undefined) resolve();
      else reject(error);
    };
    const onClose = () => stop(new Error("the server closed a connection"));
    const onData = (piece: Buffer) => {
      const answer = read(piece);
      if (answer === undefined) return;
      const now = performance.now();
      latencies.push(now - sentAt);
      if (answer.status < 200 || answer.status > 299)
        stop(new Error(`status ${answer.status}: ${answer.body.toString().slice(0, 300)}`));
      else if (now >= untilMs) stop();
      else send();
    };
    socket.on("data", onData).on("close", onClose);
    send();
  });
}

async function run(sockets: readonly Socket[], next: () => Buffer, seconds: number): Promise<number[]> {
  const latencies: number[] = [];
  const untilMs = performance.now() + seconds * 1000;
  await Promise.all(sockets.map((socket) => drive(socket, next, untilMs, latencies)));
  return latencies;
}

/** Measures between two idle moments, so that time and requests match. */
async function measure(job: ReturnType<typeof LoadJob.parse>): Promise<LoadResult> {
  const requests = job.requests.map(prepare);
  let turn = 0;
  const next = () => requests[turn++ % requests.length]?.() ?? Buffer.alloc(0);
  const sockets = await Promise.all(Array.from({ length: job.connections }, () => open(job.port)));
  if (job.warmSeconds > 0) await run(sockets, next, job.warmSeconds);

  let rssPeakMib = usageOf(job.pid).rssMib;
  const sampling = setInterval(() => {
    rssPeakMib = Math.max(rssPeakMib, usageOf(job.pid).rssMib);
  }, rssSampleMs);
  const cpuBeforeMs = usageOf(job.pid).cpuMs;
  const startedAt = performance.now();
  const latencies = await run(sockets, next, job.seconds);
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  const cpuMs = usageOf(job.pid).cpuMs - cpuBeforeMs;
  clearInterval(sampling);
  for (const socket of sockets) socket.destroy();

  return {
    requests: latencies.length,
    perSecond: latencies.length / elapsedSeconds,
    cpuUs: (cpuMs * 1000) / latencies.length,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    rssPeakMib,
  };
}

process.stdout.write(JSON.stringify(await measure(LoadJob.parse(JSON.parse(await text(process.stdin))))));
