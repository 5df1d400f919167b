import { setTimeout as pause } from "node:timers/promises";
import { withDataset } from "../dataset.ts";
import type { Options } from "../options.ts";
import { alternate, type Rounds, summarise } from "../rounds.ts";
import { decimals, type Section, times, whole } from "../section.ts";
import { type RunningServer, withServers } from "../servers.ts";
import { checkEqual, chooseEndpoints, type Endpoint } from "./endpoints.ts";
import { cached, floorServer, variants, withRedis } from "./servers.ts";

const floor = "floor";

const rowOf = (rounds: Rounds, endpoint: Endpoint, variant: string) => {
  const base = `${endpoint.name} ${floor}`;
  const ours = summarise(rounds, `${endpoint.name} ${variant}`, base);
  const theirs = summarise(rounds, base, base);
  return [
    variant === "dovetail" ? endpoint.name : `${endpoint.name} (${variant})`,
    times(ours.throughputRatio),
    times(ours.cpuRatio),
    `${whole(theirs.perSecond)} → ${whole(ours.perSecond)}`,
    `${decimals(theirs.cpuUs / 1000, 2)} → ${decimals(ours.cpuUs / 1000, 2)}`,
    `${decimals(theirs.p50Ms, 1)} → ${decimals(ours.p50Ms, 1)}`,
    `${decimals(theirs.p99Ms, 1)} → ${decimals(ours.p99Ms, 1)}`,
  ];
};

const columns = [
  "floor → Dovetail",
  "throughput",
  "server CPU",
  "requests/s",
  "CPU ms per request",
  "p50 ms",
  "p99 ms",
];

const countsPattern = /^\{"event":"cache",.*\}$/m;
const countsTimeoutMs = 2000;

/** Cache hits, misses, loads and waits, which the server prints on `SIGUSR2`. */
async function cacheCounts({ pid, output }: RunningServer): Promise<string> {
  process.kill(pid, "SIGUSR2");
  for (const until = Date.now() + countsTimeoutMs; Date.now() < until; await pause(20)) {
    const counts = countsPattern.exec(output())?.[0];
    if (counts !== undefined) return counts;
  }
  throw new Error("the server did not tell what its cache did");
}

/** Compares Dovetail's server with a handwritten one on the same tables. */
export const measureRealWorld = (options: Options, tell: (line: string) => void): Promise<Section> =>
  withRedis(tell, (redisUrl) => measureWith(redisUrl, options, tell));

async function measureWith(
  redisUrl: string | undefined,
  options: Options,
  tell: (line: string) => void,
): Promise<Section> {
  const articles = options.articles[0] ?? 10_000;
  const dataset = { articles, authors: Math.ceil(articles / 10), dataDir: options.dataDir, tell };
  return withDataset(dataset, async ({ url, db }) => {
    const endpoints = await chooseEndpoints(db);
    const ours = variants(url, redisUrl);
    const rounds = await withServers(new Map([[floor, floorServer(url)], ...ours]), async (servers) => {
      await checkEqual(servers, endpoints);
      tell("all servers answer the same");
      const contenders = endpoints.flatMap(({ name, requests }) =>
        servers.map((server) => ({ ...server, name: `${name} ${server.name}`, requests })),
      );
      const measured = await alternate(contenders, {
        ...options,
        onResult: (round, name, { perSecond, cpuUs }) =>
          tell(`round ${round}  ${name.padEnd(32)} ${whole(perSecond).padStart(7)}/s ${whole(cpuUs).padStart(6)} µs`),
      });
      for (const server of servers) if (server.name === cached) tell(await cacheCounts(server));
      return measured;
    });
    return {
      name: "realworld",
      title: "RealWorld reads against a floor",
      paragraphs: [
        "The floor is `node:http` with `pg` and one prepared statement an endpoint, written by hand, without validation, layers or log. Both answer the same JSON from the same PostgreSQL " +
          `(${whole(articles)} articles, ${whole(dataset.authors)} authors, five favourites an article and what features add), at ${options.connections} connections. ` +
          "Answers come from the database unless a row says `cached`: then public ones are kept in a Redis beside it. " +
          "Server, database and load share the machine, so throughput includes what all three cost.",
      ],
      tables: [
        {
          caption: "Dovetail over REST, floor = 1",
          columns,
          rows: endpoints.flatMap((endpoint) => [...ours.keys()].map((variant) => rowOf(rounds, endpoint, variant))),
        },
      ],
    };
  });
}
