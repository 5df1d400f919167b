import { existsSync } from "node:fs";
import { baseline, type CaseName, type Contestant, callsPerRequest, caseNames, contestants } from "./contestants.ts";
import { OptionError, type Options } from "./options.ts";
import { alternate, type Contender, type Rounds, type Summary, summarise } from "./rounds.ts";
import { type Bar, decimals, type Section, type Table, times, whole } from "./section.ts";
import { type RunningServer, withServers } from "./servers.ts";
import { peerVersions } from "./versions.ts";

const runtimeNames = { node: "Node", deno: "Deno", bun: "Bun" } as const;

const entryName = (contestant: Contestant, caseName: CaseName) => `${contestant.name} ${caseName}`;

const casesOf = ({ requests }: Contestant) => caseNames.filter((caseName) => requests[caseName] !== undefined);

/** The selected contestants, always including the baseline. */
function chosen({ contestants: names }: Options): readonly Contestant[] {
  if (names.length === 0) return contestants;
  const unknown = names.filter((name) => !contestants.some((contestant) => contestant.name === name));
  if (unknown.length > 0)
    throw new OptionError(
      `--contestants: no ${unknown.join(", ")} among ${contestants.map(({ name }) => name).join(", ")}`,
    );
  return contestants.filter(({ name }) => name === baseline || names.includes(name));
}

function contendersOf(list: readonly Contestant[], servers: readonly RunningServer[]): Contender[] {
  const entries = caseNames.flatMap((caseName) => list.map((one) => ({ one, caseName })));
  return entries.flatMap(({ one, caseName }) => {
    const request = one.requests[caseName];
    const server = servers.find(({ name }) => name === one.name);
    if (request === undefined || server === undefined) return [];
    const { port, pid } = server;
    return [
      { name: entryName(one, caseName), port, pid, requests: [request], callsPerRequest: callsPerRequest[caseName] },
    ];
  });
}

const row = (contestant: Contestant, summary: Summary) => [
  `${contestant.label} (${runtimeNames[contestant.runtime]})`,
  times(summary.cpuRatio),
  decimals(summary.cpuUs, 1),
  whole(summary.perSecond),
  decimals(summary.p50Ms, 2),
  decimals(summary.p99Ms, 2),
];

/** The baseline's case of a ratio. */
const baseCase = (caseName: CaseName): CaseName => (caseName === "mutation" ? "mutation" : "query");

const columns = ["", "CPU per call, node:http = 1", "CPU µs per call", "calls/s", "p50 ms", "p99 ms"];

function tableOf(caption: string, caseName: CaseName, list: readonly Contestant[], rounds: Rounds): Table {
  const able = list.filter((contestant) => casesOf(contestant).includes(caseName));
  const rows = able.map((one) =>
    row(one, summarise(rounds, entryName(one, caseName), `${baseline} ${baseCase(caseName)}`)),
  );
  return { caption, columns, rows };
}

const barsOf = (caseName: CaseName, list: readonly Contestant[], rounds: Rounds): Bar[] =>
  list
    .filter((contestant) => casesOf(contestant).includes(caseName))
    .map((one) => ({
      label: `${one.label}${one.runtime === "node" ? "" : ` (${runtimeNames[one.runtime]})`}`,
      value: summarise(rounds, entryName(one, caseName), `${baseline} ${baseCase(caseName)}`).cpuRatio,
      isOurs: one.name.startsWith("dovetail"),
    }));

/** Compares the cost of a call with other frameworks, without a database. */
export async function measurePeers(options: Options, tell: (line: string) => void): Promise<Section> {
  if (!existsSync(new URL("./node_modules", import.meta.url)))
    throw new OptionError("The peers are not installed: run npm ci in benchmarks/ first.");
  const list = chosen(options);
  const commands = new Map(list.map(({ name, command }) => [name, command]));
  const rounds = await withServers(commands, (servers) =>
    alternate(contendersOf(list, servers), {
      ...options,
      onResult: (round, name, { cpuUs, perSecond }) =>
        tell(
          `round ${round}  ${name.padEnd(28)} ${decimals(cpuUs, 1).padStart(7)} µs ${whole(perSecond).padStart(9)}/s`,
        ),
    }),
  );
  return {
    name: "peers",
    title: "What a call costs",
    paragraphs: [
      "One query with a validated input (`id`, `limit`) and a validated answer of 600 bytes; no database. CPU is user and system time of the server's process. " +
        "All servers run side by side and take turns under load; each ratio is taken within its round, and the table shows medians.",
      peerVersions(),
    ],
    tables: [
      tableOf("A single call", "query", list, rounds),
      tableOf("A mutation, its input as the JSON body", "mutation", list, rounds),
      tableOf("Ten calls in one request, cost per call", "batch", list, rounds),
      tableOf("A public read from the cache in the process", "cached", list, rounds),
    ].filter(({ rows }) => rows.length > 0),
    chart: {
      title: "CPU time of a call",
      note: "Against a bare node:http server, dashed at 1.0; shorter is better. On Node unless another runtime is named.",
      unit: "×",
      groups: [
        { label: "A single call", bars: barsOf("query", list, rounds) },
        { label: "A mutation", bars: barsOf("mutation", list, rounds) },
        { label: "A call in a batch of ten", bars: barsOf("batch", list, rounds) },
        { label: "A public read from the cache", bars: barsOf("cached", list, rounds) },
      ],
    },
  };
}
