import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { withDataset } from "./dataset.ts";
import { applyLoad, type RequestText } from "./load.ts";
import { usageOf } from "./process-usage.ts";
import { chooseEndpoints } from "./realworld/endpoints.ts";
import { dovetailServer } from "./realworld/servers.ts";
import { chooseWrites } from "./realworld/writes.ts";
import { decimals, whole } from "./section.ts";
import { type RunningServer, withServers } from "./servers.ts";
import { median } from "./statistics.ts";

// node benchmarks/processes.ts [--rounds 5] [--seconds 3] [--data <folder>]: CPU per request of one serving process and of two with
// their supervisor, under the same load. From these follows the throughput of two processes on two cores, relative to that of one
// process on one core, if the load generator and the database run on other cores.

const text = { type: "string" } as const;
const { values } = parseArgs({ options: { rounds: text, seconds: text, data: text } });
const rounds = Number(values.rounds ?? 5);
const seconds = Number(values.seconds ?? 3);
const connections = 32;
const articles = 10_000;
const cases = ["article", "list of 20, signed in", "follow and unfollow"];

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** A process and its descendants; Linux lists the children of each thread. */
function treeOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean);
  return [pid, ...children.flatMap((child) => treeOf(Number(child)))];
}

const cpuMsOf = (pid: number) => treeOf(pid).reduce((total, one) => total + usageOf(one).cpuMs, 0);

/** CPU of all processes of a server per request, in µs. */
async function cpuUsOf({ port, pid }: RunningServer, requests: readonly RequestText[]) {
  const load = { port, pid, requests: [...requests], connections };
  await applyLoad({ ...load, warmSeconds: 0, seconds: 1 });
  const before = cpuMsOf(pid);
  const { requests: count } = await applyLoad({ ...load, warmSeconds: 0, seconds });
  return ((cpuMsOf(pid) - before) * 1000) / count;
}

const server = (url: string, workers: number) => {
  const command = dovetailServer(url);
  return { ...command, env: { ...command.env, WORKERS: String(workers) } };
};

await withDataset({ articles, authors: 1000, dataDir: values.data, tell: say }, async ({ url, db }) => {
  const endpoints = [...(await chooseEndpoints(db)), ...(await chooseWrites(db))];
  const commands = new Map([1, 2].map((workers) => [String(workers), server(url, workers)]));
  await withServers(commands, async ([one, two]) => {
    if (one === undefined || two === undefined) throw new Error("a server is missing");
    for (const name of cases) {
      const { requests } = endpoints.find((endpoint) => endpoint.name === name) ?? { requests: [] };
      const measured = [];
      for (let round = 0; round < rounds; round++)
        measured.push({ one: await cpuUsOf(one, requests), two: await cpuUsOf(two, requests) });
      const speedUp = median(measured.map((round) => (2 * round.one) / round.two));
      const [ofOne, ofTwo] = [median(measured.map((round) => round.one)), median(measured.map((round) => round.two))];
      say(
        `${name.padEnd(24)} ${whole(ofOne)} µs by one process, ${whole(ofTwo)} by two: ${decimals(speedUp, 2)} times`,
      );
    }
  });
});
