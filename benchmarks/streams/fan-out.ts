import { fileURLToPath } from "node:url";
import { runBy } from "../contestants.ts";
import { tellPath } from "../peers/streams-change.ts";
import { usageOf } from "../process-usage.ts";
import { decimals, type Table, times, whole } from "../section.ts";
import { type RunningServer, withServers } from "../servers.ts";
import { median } from "../statistics.ts";
import { openReaders, type Readers } from "./readers.ts";

const peer = (name: string) => runBy("node", fileURLToPath(new URL(`../peers/${name}.ts`, import.meta.url)));

/** Events of one round. */
const events = 20;
const timeoutMs = 120_000;
const pollMs = 5;

interface Round {
  readonly perSecond: number;
  readonly cpuUs: number;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes a server tell all its readers of some events; `cpuUs` is its CPU time for one message to one reader. */
async function tell({ port, pid }: RunningServer, readers: Readers, streams: number): Promise<Round> {
  const before = usageOf(pid);
  const startedAt = performance.now();
  const wanted = readers.received() + streams * events;
  await fetch(`http://127.0.0.1:${port}${tellPath}?count=${events}`, { method: "POST" });
  while (readers.received() < wanted) {
    if (performance.now() - startedAt > timeoutMs) throw new Error("the messages did not arrive");
    await pause(pollMs);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const messages = streams * events;
  return { perSecond: messages / seconds, cpuUs: (1000 * (usageOf(pid).cpuMs - before.cpuMs)) / messages };
}

/** Compares the fan-out of events to many streams with tRPC's own handler. Both serve at once and take turns. */
export async function measureFanOut(streams: number, rounds: number, say: (line: string) => void): Promise<Table> {
  const names = { trpc: "streams-trpc-hono", dovetail: "streams-dovetail" };
  const commands = new Map(Object.entries(names).map(([name, file]) => [name, peer(file)]));
  return withServers(commands, async (servers) => {
    const results = new Map<string, Round[]>();
    const open = await Promise.all(
      servers.map((server) => openReaders({ port: server.port, path: "/trpc/things.changes", count: streams })),
    );
    for (let round = 0; round <= rounds; round++)
      for (const [at, server] of servers.entries()) {
        const readers = open[at];
        if (readers === undefined) continue;
        const result = await tell(server, readers, streams);
        say(`round ${round}  ${server.name.padEnd(9)} ${whole(result.perSecond)} messages/s`);
        // The first one warms up.
        if (round > 0) results.set(server.name, [...(results.get(server.name) ?? []), result]);
      }
    for (const readers of open) readers.close();
    const baseline = results.get("trpc") ?? [];
    const row = (label: string, list: readonly Round[]) => [
      label,
      times(median(list.map(({ perSecond }, at) => perSecond / (baseline[at]?.perSecond ?? 1)))),
      whole(median(list.map(({ perSecond }) => perSecond))),
      decimals(median(list.map(({ cpuUs }) => cpuUs)), 2),
    ];
    return {
      caption: `${events} events to ${whole(streams)} streams, over tRPC's wire format`,
      columns: ["", "messages/s, tRPC = 1", "messages/s", "CPU µs per message"],
      rows: [row("tRPC on Hono", baseline), row("Dovetail", results.get("dovetail") ?? [])],
    };
  });
}
