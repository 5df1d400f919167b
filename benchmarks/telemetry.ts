import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { peer } from "./contestants.ts";
import { applyLoad } from "./load.ts";
import { decimals } from "./section.ts";
import { type ServerCommand, withServers } from "./servers.ts";
import { median } from "./statistics.ts";

// node benchmarks/telemetry.ts [--rounds 9] [--seconds 2]: CPU of a call over REST and tRPC with telemetry off, with metrics, and with an
// SDK that records no, one of ten and all traces. Servers take turns; figures are medians of the rounds, and of differences within one.

const { values } = parseArgs({ options: { rounds: { type: "string" }, seconds: { type: "string" } } });
const rounds = Number(values.rounds ?? 9);
const seconds = Number(values.seconds ?? 2);
const sdk = fileURLToPath(new URL("./tracing-sdk.ts", import.meta.url));

const server = (env: Readonly<Record<string, string>>, flags: readonly string[] = []): ServerCommand => ({
  command: process.execPath,
  args: [...flags, peer("dovetail")],
  env,
});
const traced = (share: string) => server({ SAMPLED: share }, ["--import", sdk]);

const variants = new Map([
  ["off", server({})],
  ["off, once more", server({})],
  ["metrics", server({ METRICS: "on" })],
  ["SDK, no trace recorded", traced("0")],
  ["SDK, one trace of ten recorded", traced("0.1")],
  ["SDK, all traces recorded", traced("1")],
]);

const input = { id: "how-joints-hold", limit: 20 };
const requests = {
  REST: { path: `/api/articles/${input.id}?limit=${input.limit}` },
  tRPC: { path: `/trpc/articles.get?input=${encodeURIComponent(JSON.stringify(input))}` },
};

await withServers(variants, async (servers) => {
  for (const [surface, request] of Object.entries(requests)) {
    const cpuUs = servers.map((): number[] => []);
    for (let round = 0; round <= rounds; round++) {
      const order = [...servers.keys()];
      for (const at of round % 2 === 0 ? order : order.toReversed()) {
        const { port = 0, pid = 0 } = servers[at] ?? {};
        const load = { port, pid, requests: [request], connections: 16, warmSeconds: round === 0 ? 2 : 0, seconds };
        const result = await applyLoad(load);
        // The first round warms up.
        if (round > 0) cpuUs[at]?.push(result.cpuUs);
      }
    }
    const off = cpuUs[0] ?? [];
    for (const [at, { name }] of servers.entries()) {
      const own = cpuUs[at] ?? [];
      const more = median(own.map((us, round) => us - (off[round] ?? Number.NaN)));
      process.stdout.write(`${surface}, ${name}: ${decimals(median(own), 1)} µs, ${decimals(more, 1)} more than off\n`);
    }
  }
});
