import { isDeepStrictEqual } from "node:util";
import { peer, runBy } from "./contestants.ts";
import { withDataset } from "./dataset.ts";
import type { RequestText } from "./load.ts";
import type { Options } from "./options.ts";
import { dovetailServer, withRedis } from "./realworld/servers.ts";
import { alternate, type Rounds, summarise } from "./rounds.ts";
import { decimals, type Section, times, whole } from "./section.ts";
import { type RunningServer, withServers } from "./servers.ts";
import { graphqlVersions } from "./versions.ts";

const document = `query List($first: Int) {
  articlesList(first: $first) {
    nodes {
      slug title description tagList createdAt updatedAt favorited favoritesCount
      author { username bio image following }
    }
    articlesCount
    pageInfo { hasNextPage endCursor }
  }
}`;

const overGraphql: RequestText = {
  method: "POST",
  path: "/graphql",
  body: JSON.stringify({ query: document, variables: { first: 20 } }),
};
const overRest: RequestText = { path: "/api/articles?limit=20" };

/** A contestant: a request to one of the servers. */
interface Contestant {
  readonly name: string;
  readonly label: string;
  readonly server: string;
  readonly request: RequestText;
}

const base = "rest";
const contestants: readonly Contestant[] = [
  { name: base, label: "Dovetail, REST", server: "dovetail", request: overRest },
  { name: "graphql", label: "Dovetail, GraphQL", server: "dovetail", request: overGraphql },
  { name: "rest-cached", label: "Dovetail, REST, cached", server: "cached", request: overRest },
  { name: "graphql-cached", label: "Dovetail, GraphQL, cached", server: "cached", request: overGraphql },
  { name: "yoga", label: "graphql-yoga, authors by DataLoader", server: "yoga", request: overGraphql },
  {
    name: "yoga-joined",
    label: "graphql-yoga, authors from the list's statement",
    server: "yoga-joined",
    request: overGraphql,
  },
];

function yogaServer(databaseUrl: string, authors: "loaded" | "joined") {
  return runBy("node", peer("yoga"), {
    DATABASE_URL: databaseUrl,
    AUTHORS: authors,
  });
}

async function articlesOf({ port }: RunningServer, { method, path, body }: RequestText): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    ...(method !== undefined && { method }),
    ...(body !== undefined && { body, headers: { "content-type": "application/json" } }),
  });
  const { data, articles = data?.articlesList?.nodes } = await response.json();
  return articles;
}

/** @throws where two contestants answer different articles. */
async function checkEqual(
  pairs: readonly { readonly one: Contestant; readonly server: RunningServer }[],
): Promise<void> {
  const answers = await Promise.all(pairs.map(({ one, server }) => articlesOf(server, one.request)));
  for (const [at, answer] of answers.entries())
    if (!Array.isArray(answer) || answer.length !== 20 || !isDeepStrictEqual(answer, answers[0]))
      throw new Error(`${pairs[at]?.one.label} answers other articles: ${JSON.stringify(answer).slice(0, 400)}`);
}

/** Compares a list of 20 articles with authors over GraphQL with REST, and with graphql-yoga over the same statement. */
export const measureGraphql = (options: Options, tell: (line: string) => void): Promise<Section> =>
  withRedis(tell, (redisUrl) => measureWith(redisUrl, options, tell));

/** A row for each contestant that was measured. */
const rowsOf = (rounds: Rounds) =>
  contestants
    .filter(({ name }) => rounds.has(name))
    .map(({ name, label }) => {
      const { throughputRatio, cpuRatio, perSecond, cpuUs, p50Ms, p99Ms } = summarise(rounds, name, base);
      return [
        label,
        times(throughputRatio),
        times(cpuRatio),
        whole(perSecond),
        whole(cpuUs),
        decimals(p50Ms, 2),
        decimals(p99Ms, 2),
      ];
    });

async function measureWith(
  redisUrl: string | undefined,
  options: Options,
  tell: (line: string) => void,
): Promise<Section> {
  const articles = options.articles[0] ?? 10_000;
  const dataset = { articles, authors: Math.ceil(articles / 10), dataDir: options.dataDir, tell };
  return withDataset(dataset, async ({ url }) => {
    const commands = new Map([
      ["dovetail", dovetailServer(url)],
      ...(redisUrl === undefined ? [] : [["cached", dovetailServer(url, redisUrl)] as const]),
      ["yoga", yogaServer(url, "loaded")],
      ["yoga-joined", yogaServer(url, "joined")],
    ]);
    const rounds = await withServers(commands, async (servers) => {
      const pairs = contestants.flatMap((one) => {
        const server = servers.find(({ name }) => name === one.server);
        return server === undefined ? [] : [{ one, server }];
      });
      await checkEqual(pairs);
      return alternate(
        pairs.map(({ one, server }) => ({
          name: one.name,
          port: server.port,
          pid: server.pid,
          requests: [one.request],
        })),
        {
          ...options,
          onResult: (round, name, { perSecond, cpuUs }) =>
            tell(`round ${round}  ${name.padEnd(14)} ${whole(perSecond).padStart(7)}/s ${whole(cpuUs).padStart(6)} µs`),
        },
      );
    });
    return {
      name: "graphql",
      title: "GraphQL beside REST and graphql-yoga",
      paragraphs: [
        `A list of 20 articles with their authors, the same fields for all, from the same PostgreSQL (${whole(articles)} articles), at ${options.connections} connections; from the database, or, where a row says cached, from the cache over a Redis beside it. ` +
          "graphql-yoga runs resolvers by hand over the statement that Dovetail runs; a second one reads authors by DataLoader where the row says so. " +
          "Server, database and load share the machine, so throughput includes what all three cost.",
        graphqlVersions(),
      ],
      tables: [
        {
          caption: "REST = 1",
          columns: ["", "throughput", "server CPU", "requests/s", "CPU µs per request", "p50 ms", "p99 ms"],
          rows: rowsOf(rounds),
        },
      ],
    };
  });
}
