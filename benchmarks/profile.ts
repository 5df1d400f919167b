import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type CaseName, caseNames, contestants } from "./contestants.ts";
import { byOwner, isIdle, type SelfTime, selfTimes, totalMs } from "./cpu-profile.ts";
import { withDataset } from "./dataset.ts";
import { applyLoad, type RequestText } from "./load.ts";
import { chooseEndpoints } from "./realworld/endpoints.ts";
import { dovetailServer, floorServer, floorWritesServer } from "./realworld/servers.ts";
import { chooseWrites } from "./realworld/writes.ts";
import { decimals, whole } from "./section.ts";
import { type ServerCommand, withServers } from "./servers.ts";

const usage = `node benchmarks/profile.ts <contestant> [--case query|batch|cached] [--seconds 5] [--connections 32] [--top 25]
node benchmarks/profile.ts realworld|floor --case <endpoint, such as "list of 20"> [--articles 10000] [--data <folder>]

Contestants: ${contestants.map(({ name }) => name).join(", ")}`;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const warmSeconds = 0;

/** The same server with a CPU profiler: Node, Deno and Bun have the same flags for it. */
function profiled({ command, args, env = {} }: ServerCommand, folder: string): ServerCommand {
  const flags = ["--cpu-prof", `--cpu-prof-dir=${folder}`, "--cpu-prof-interval=500"];
  const [first, ...rest] = args;
  return { command, args: first === "run" ? [first, ...flags, ...rest] : [...flags, ...args], env };
}

function show(times: readonly SelfTime[], top: number): void {
  const busy = times.filter((time) => !isIdle(time));
  const total = totalMs(busy);
  for (const [title, rows] of [
    ["by function", busy],
    ["by package", byOwner(busy)],
  ] as const) {
    say(`\nself time ${title}`);
    for (const { name, place, ms } of rows.slice(0, top))
      say(`${decimals((ms / total) * 100, 1).padStart(5)} %  ${whole(ms).padStart(6)} ms  ${name}  ${place}`);
  }
}

/**
 * Loads one server and prints where its time went, its start included. The profiler samples wall-clock time: on a busy
 * machine, system calls such as `writev` appear slower than they are.
 */
async function profile(command: ServerCommand, requests: readonly RequestText[], seconds: number, top: number) {
  const folder = mkdtempSync(join(tmpdir(), "dovetail-profile-"));
  try {
    await withServers(new Map([["profiled", profiled(command, folder)]]), async ([server]) => {
      if (server === undefined) throw new Error("no server was started");
      const { port, pid } = server;
      const result = await applyLoad({ port, pid, requests: [...requests], connections, warmSeconds, seconds });
      say(`${whole(result.requests)} requests, ${decimals(result.cpuUs, 1)} µs CPU each while profiled`);
    });
    const [file] = readdirSync(folder).filter((name) => name.endsWith(".cpuprofile"));
    if (file === undefined) throw new Error("no profile was written");
    show(selfTimes(join(folder, file)), top);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const text = { type: "string" } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { case: text, seconds: text, connections: text, top: text, articles: text, data: text },
});
const [name = ""] = positionals;
const seconds = Number(values.seconds ?? 5);
const connections = Number(values.connections ?? 32);
const top = Number(values.top ?? 25);

async function profileRealWorld(): Promise<void> {
  const articles = Number(values.articles ?? 10_000);
  const dataset = { articles, authors: Math.ceil(articles / 10), dataDir: values.data, tell: say };
  await withDataset(dataset, async ({ url, db }) => {
    const writes = await chooseWrites(db);
    const endpoints = [...(await chooseEndpoints(db)), ...writes];
    const endpoint = endpoints.find((candidate) => candidate.name === (values.case ?? "list of 20"));
    if (endpoint === undefined) throw new Error(`--case: one of ${endpoints.map((one) => one.name).join("; ")}`);
    const floor = writes.includes(endpoint) ? floorWritesServer(url) : floorServer(url);
    await profile(name === "floor" ? floor : dovetailServer(url), endpoint.requests, seconds, top);
  });
}

const isCase = (given: string): given is CaseName => caseNames.some((name) => name === given);

async function profilePeer(): Promise<void> {
  const contestant = contestants.find((candidate) => candidate.name === name);
  const caseName = values.case ?? "query";
  const request = contestant && isCase(caseName) ? contestant.requests[caseName] : undefined;
  if (contestant === undefined || request === undefined) say(usage);
  else await profile(contestant.command, [request], seconds, top);
}

if (name === "realworld" || name === "floor") await profileRealWorld();
else await profilePeer();
