import { readdirSync, readlinkSync } from "node:fs";
import { Agent, request } from "node:http";
import { parseArgs } from "node:util";
import { withDataset } from "./dataset.ts";
import type { RequestText } from "./load.ts";
import { usageOf } from "./process-usage.ts";
import { chooseEndpoints } from "./realworld/endpoints.ts";
import { dovetailServer, withRedis } from "./realworld/servers.ts";
import { chooseWrites } from "./realworld/writes.ts";
import { decimals, whole } from "./section.ts";
import { type RunningServer, withServers } from "./servers.ts";
import { median } from "./statistics.ts";

// node benchmarks/soak.ts [--minutes 30] [--pause-ms 200] [--data <folder>]: reads, writes and streams over 50 connections for as
// long, at an even pace; prints resident memory by minute, and what is left of sockets and files afterwards.

const { values } = parseArgs({
  options: { minutes: { type: "string" }, "pause-ms": { type: "string" }, data: { type: "string" } },
});
const minutes = Number(values.minutes ?? 30);
const pauseMs = Number(values["pause-ms"] ?? 200);
const connections = 50;
const streams = 50;
const streamMs = 20_000;
const settleMs = 10_000;
const articles = 10_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Open descriptors of a process by kind, such as sockets. */
function descriptorsOf(pid: number): string {
  const folder = `/proc/${pid}/fd`;
  const kindOf = (fd: string) => {
    try {
      return /^([a-z_]+):/.exec(readlinkSync(`${folder}/${fd}`))?.[1] ?? "file";
    } catch {
      return "closed meanwhile";
    }
  };
  const byKind = Object.groupBy(readdirSync(folder), kindOf);
  return Object.entries(byKind)
    .map(([kind, fds = []]) => `${kind} ${fds.length}`)
    .join(", ");
}

interface Counts {
  readonly statuses: Map<number, number>;
  messages: number;
}

let bodies = 0;

function send({ port }: RunningServer, agent: Agent, text: RequestText): Promise<number> {
  const { method = "GET", path, headers = {}, body } = text;
  return new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const asked = request(
      { port, host: "127.0.0.1", agent, method, path, headers: { ...headers, ...type } },
      (answer) => {
        answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
      },
    );
    asked.once("error", reject).end(body?.replaceAll("{n}", String(bodies++)));
  });
}

/** Sends the requests in turn until the end, each after a pause. */
async function call(server: RunningServer, turn: () => RequestText, counts: Counts, until: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  while (Date.now() < until) {
    const status = await send(server, agent, turn());
    counts.statuses.set(status, (counts.statuses.get(status) ?? 0) + 1);
    await pause(pauseMs * (0.5 + Math.random()));
  }
  agent.destroy();
}

/** Reads a stream for about twenty seconds, then opens another, until the end. */
async function follow({ port }: RunningServer, counts: Counts, until: number): Promise<void> {
  while (Date.now() < until) {
    const leftMs = Math.max(1, until - Date.now());
    const leaving = AbortSignal.timeout(Math.round(Math.min(streamMs * (0.5 + Math.random()), leftMs)));
    try {
      const headers = { accept: "text/event-stream" };
      const { body } = await fetch(`http://127.0.0.1:${port}/api/live/articles`, { headers, signal: leaving });
      for await (const piece of body ?? []) if (Buffer.from(piece).includes("data:")) counts.messages += 1;
    } catch (error) {
      if (!leaving.aborted) throw error;
    }
  }
}

async function soak(server: RunningServer, requests: readonly RequestText[]): Promise<void> {
  const { pid } = server;
  say(`before: ${decimals(usageOf(pid).rssMib, 1)} MiB; ${descriptorsOf(pid)}`);
  const until = Date.now() + minutes * 60_000;
  const counts: Counts = { statuses: new Map(), messages: 0 };
  let at = 0;
  const turn = () => requests[at++ % requests.length] ?? { path: "/healthz" };
  const work = Promise.all([
    ...Array.from({ length: connections }, () => call(server, turn, counts, until)),
    ...Array.from({ length: streams }, () => follow(server, counts, until)),
  ]);
  const perMinute: number[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    const seen: number[] = [];
    for (let second = 0; second < 60; second += 5) {
      await pause(5000);
      seen.push(usageOf(pid).rssMib);
    }
    perMinute.push(median(seen));
    say(`minute ${minute + 1}: ${decimals(perMinute.at(-1) ?? 0, 1)} MiB`);
  }
  await work;
  await pause(settleMs);
  const last = perMinute.slice(-10);
  say(`answers by status: ${[...counts.statuses].map(([status, count]) => `${status}: ${whole(count)}`).join(", ")}`);
  say(`messages of streams: ${whole(counts.messages)}`);
  say(`last ten minutes: ${decimals(Math.min(...last), 1)} to ${decimals(Math.max(...last), 1)} MiB`);
  say(`after: ${decimals(usageOf(pid).rssMib, 1)} MiB; ${descriptorsOf(pid)}`);
}

const dataset = { articles, authors: articles / 10, dataDir: values.data, tell: say };
await withDataset(dataset, ({ url, db }) =>
  withRedis(say, async (redisUrl) => {
    const requests = [...(await chooseEndpoints(db)), ...(await chooseWrites(db))].flatMap((endpoint) =>
      endpoint.requests.slice(0, 500),
    );
    // Reads and writes take turns in an order of their own.
    const mixed = requests
      .map((each, index) => ({ each, key: (index * 7919) % requests.length }))
      .sort((a, b) => a.key - b.key);
    await withServers(new Map([["dovetail", dovetailServer(url, redisUrl)]]), async ([server]) => {
      if (server !== undefined)
        await soak(
          server,
          mixed.map(({ each }) => each),
        );
    });
  }),
);
