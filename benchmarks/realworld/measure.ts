import { setTimeout as pause } from "node:timers/promises";
import { withDataset } from "../dataset.ts";
import type { Options } from "../options.ts";
import { alternate } from "../rounds.ts";
import { type Section, whole } from "../section.ts";
import { type RunningServer, withServers } from "../servers.ts";
import { comparedColumns, comparedRow, floor } from "./compared.ts";
import { checkEqual, chooseEndpoints } from "./endpoints.ts";
import { cached, floorServer, variants, withRedis } from "./servers.ts";

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
          columns: comparedColumns,
          rows: endpoints.flatMap((endpoint) =>
            [...ours.keys()].map((variant) => comparedRow(rounds, endpoint.name, variant)),
          ),
        },
      ],
    };
  });
}
