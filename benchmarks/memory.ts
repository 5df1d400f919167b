import { withDataset } from "./dataset.ts";
import { applyLoad } from "./load.ts";
import type { Options } from "./options.ts";
import { usageOf } from "./process-usage.ts";
import { chooseEndpoints } from "./realworld/endpoints.ts";
import { dovetailServer } from "./realworld/servers.ts";
import { decimals, type Section, whole } from "./section.ts";
import { withServers } from "./servers.ts";

const connections = 200;
const settleMs = 2000;
/** Long enough for the heap to reach a steady state. */
const loadSeconds = 15;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Measures the memory of the Node server before, during and after a load of many connections. */
export async function measureMemory(options: Options, tell: (line: string) => void): Promise<Section> {
  const articles = options.articles[0] ?? 10_000;
  const dataset = { articles, authors: Math.ceil(articles / 10), dataDir: options.dataDir, tell };
  return withDataset(dataset, async ({ url, db }) => {
    const requests = (await chooseEndpoints(db)).flatMap((endpoint) => endpoint.requests);
    const seconds = options.quick ? options.seconds : loadSeconds;
    return withServers(new Map([["dovetail", dovetailServer(url)]]), async ([server]) => {
      if (server === undefined) throw new Error("no server was started");
      const { port, pid, readyMs } = server;
      const idleMib = usageOf(pid).rssMib;
      const load = { port, pid, requests: [...requests], connections, warmSeconds: 0, seconds };
      const { rssPeakMib, perSecond, p99Ms } = await applyLoad(load);
      await pause(settleMs);
      const afterMib = usageOf(pid).rssMib;
      return {
        name: "memory",
        title: "Memory",
        paragraphs: [
          `The Node server under all RealWorld reads in turn, ${connections} connections for ${decimals(seconds, 0)} s. It took connections ${whole(readyMs)} ms after its start.`,
        ],
        tables: [
          {
            caption: "Resident memory, MiB",
            columns: ["", "after start", "peak under load", "2 s after", "requests/s", "p99 ms"],
            rows: [
              [
                "Dovetail on Node",
                whole(idleMib),
                whole(rssPeakMib),
                whole(afterMib),
                whole(perSecond),
                decimals(p99Ms, 0),
              ],
            ],
          },
        ],
      };
    });
  });
}
