import { sql } from "kysely";
import { openConnection, withDataset } from "../dataset.ts";
import type { Options } from "../options.ts";
import { alternate } from "../rounds.ts";
import { type Section, whole } from "../section.ts";
import { withServers } from "../servers.ts";
import { comparedColumns, comparedRow, floor } from "./compared.ts";
import { dovetailServer, floorWritesServer, withRedis } from "./servers.ts";
import { checkWritesEqual, chooseWrites } from "./writes.ts";

const databaseOf = (url: string, name: string) => {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
};

/** Copies the database for each contender, so that none reads the events that another appends. */
async function copied(url: string, names: readonly string[]): Promise<readonly string[]> {
  const { db, close } = openConnection(databaseOf(url, "template1"));
  const source = new URL(url).pathname.slice(1);
  try {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${source}`.execute(db);
    for (const name of names) {
      await sql`drop database if exists ${sql.id(name)}`.execute(db);
      await sql`create database ${sql.id(name)} template ${sql.id(source)}`.execute(db);
    }
  } finally {
    await close();
  }
  return names.map((name) => databaseOf(url, name));
}

const withCache = "with a cache to invalidate";

/** Compares Dovetail's writes with handwritten ones on copies of the same tables. */
export const measureWrites = (options: Options, tell: (line: string) => void): Promise<Section> =>
  withRedis(tell, (redisUrl) => measureWith(redisUrl, options, tell));

async function measureWith(
  redisUrl: string | undefined,
  options: Options,
  tell: (line: string) => void,
): Promise<Section> {
  const articles = options.articles[0] ?? 10_000;
  const dataset = {
    articles,
    authors: Math.ceil(articles / 10),
    dataDir: options.dataDir,
    durable: options.durable,
    tell,
  };
  return withDataset(dataset, async ({ url, db }) => {
    const endpoints = await chooseWrites(db);
    const [ofFloor = "", ofOurs = "", ofCached = ""] = await copied(url, ["copy_floor", "copy_ours", "copy_cached"]);
    const ours = new Map([
      ["dovetail", dovetailServer(ofOurs)],
      ...(redisUrl === undefined ? [] : [[withCache, dovetailServer(ofCached, redisUrl)] as const]),
    ]);
    const rounds = await withServers(new Map([[floor, floorWritesServer(ofFloor)], ...ours]), async (servers) => {
      await checkWritesEqual(servers, endpoints);
      tell("all servers answer the same");
      const contenders = endpoints.flatMap(({ name, requests }) =>
        servers.map((server) => ({ ...server, name: `${name} ${server.name}`, requests })),
      );
      return alternate(contenders, {
        ...options,
        onResult: (round, name, { perSecond, cpuUs }) =>
          tell(`round ${round}  ${name.padEnd(48)} ${whole(perSecond).padStart(7)}/s ${whole(cpuUs).padStart(6)} µs`),
      });
    });
    return {
      name: "writes",
      title: "RealWorld writes against a floor",
      paragraphs: [
        "The floor is `node:http` with `pg`: one prepared statement a write finds the session, makes the change, appends the event where Dovetail appends one, and returns the response. It checks nothing else, and no reader follows its events. " +
          `Each has its own copy of the same database (${whole(articles)} articles, ${whole(dataset.authors)} authors) on one PostgreSQL, whose commits ${options.durable ? "wait" : "do not wait"} for the disk, at ${options.connections} connections. ` +
          "Server, database and load share the machine, so throughput includes what all three cost.",
      ],
      tables: [
        {
          caption: "Dovetail over REST, floor = 1",
          columns: comparedColumns,
          rows: endpoints.flatMap(({ name }) => [...ours.keys()].map((variant) => comparedRow(rounds, name, variant))),
        },
      ],
    };
  });
}
