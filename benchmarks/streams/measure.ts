import { fileURLToPath } from "node:url";
import { append } from "../../server/events/index.ts";
import { runBy } from "../contestants.ts";
import { type Dataset, withDataset } from "../dataset.ts";
import type { Options } from "../options.ts";
import { usageOf } from "../process-usage.ts";
import { dovetailServer } from "../realworld/servers.ts";
import { decimals, type Section, type Table, whole } from "../section.ts";
import { type RunningServer, withServers } from "../servers.ts";
import { quantile } from "../statistics.ts";
import { measureAppend } from "./append.ts";
import { measureFanOut } from "./fan-out.ts";
import { openReaders } from "./readers.ts";

const path = "/api/live/articles";
const eventsPerSecond = 100;
/** Events before those that are measured. */
const warmEvents = 200;
const settleMs = 3000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The servers as deployed; addresses of readers come by a header, so that the bound for one address holds for each. */
function serversOf(url: string) {
  const proxied = { TRUSTED_PROXIES: "1", DATABASE_URL: url, LOG_LEVEL: "warn", LIMITS: "off" };
  const node = dovetailServer(url);
  const deno = runBy("deno", fileURLToPath(new URL("../../server/entry/deno.ts", import.meta.url)), proxied);
  const args = deno.args.flatMap((arg) => (arg === "--allow-net" ? [arg, "--allow-sys"] : [arg]));
  return new Map([
    ["Node", { ...node, env: { ...node.env, ...proxied } }],
    ["Deno", { ...deno, args }],
  ]);
}

/** Resident memory for each open stream, over the server without any. */
async function memoryOf({ port, pid }: RunningServer, streams: number): Promise<number> {
  // One-time allocations of the first streams are no cost of a stream.
  (await openReaders({ port, path, count: 100 })).close();
  await pause(settleMs);
  const idleMib = usageOf(pid).rssMib;
  const readers = await openReaders({ port, path, count: streams });
  await pause(settleMs);
  const kib = (1024 * (usageOf(pid).rssMib - idleMib)) / streams;
  readers.close();
  await pause(settleMs);
  return kib;
}

/** Times from a commit to each of its readers, ms. */
async function latenciesOf({ port }: RunningServer, { db }: Dataset, streams: number, seconds: number) {
  const committedAt: number[] = [];
  const latencies: number[] = [];
  const article = await db.selectFrom("article").select(["id", "slug", "author_id"]).limit(1).executeTakeFirstOrThrow();
  const { username: author } = await db
    .selectFrom("account")
    .select("username")
    .where("id", "=", article.author_id)
    .executeTakeFirstOrThrow();
  const onMessage = (number: number) => {
    const at = committedAt[number];
    // A message may arrive before its commit is confirmed to the writer.
    if (number >= warmEvents) latencies.push(at === undefined ? 0 : performance.now() - at);
  };
  const readers = await openReaders({ port, path, count: streams, onMessage });
  const payload = { articleId: article.id, authorId: article.author_id, slug: article.slug, author, formerSlug: null };
  const startedAt = performance.now();
  for (let event = 0; event < warmEvents + seconds * eventsPerSecond; event++) {
    await pause(Math.max(0, startedAt + (1000 * event) / eventsPerSecond - performance.now()));
    await db.transaction().execute((tx) => append(tx, "article.updated", payload));
    committedAt.push(performance.now());
  }
  const wanted = committedAt.length * streams;
  for (let waited = 0; readers.received() < wanted && waited < 100; waited++) await pause(100);
  if (readers.received() !== wanted) throw new Error(`${readers.received()} of ${wanted} messages arrived`);
  readers.close();
  return { latencies, perSecond: committedAt.length / ((performance.now() - startedAt) / 1000) };
}

/** Measures open streams: their memory, their latency, their fan-out beside tRPC's own handler, and the event's own cost. */
export async function measureStreams(options: Options, tell: (line: string) => void): Promise<Section> {
  const { quick, rounds, dataDir } = options;
  const many = quick ? 200 : 10_000;
  const some = quick ? 50 : 1000;
  const seconds = quick ? 1 : 10;
  const dataset = { articles: 1000, authors: 100, dataDir, tell };
  const [ours, appended] = await withDataset(dataset, async (data) => [
    await withServers(serversOf(data.url), async (servers): Promise<Table> => {
      const rows: string[][] = [];
      for (const server of servers) {
        const { latencies, perSecond } = await latenciesOf(server, data, some, seconds);
        const kib = await memoryOf(server, many);
        const [p50, p99] = [0.5, 0.99].map((share) => quantile(latencies, share));
        rows.push([
          `Dovetail on ${server.name}`,
          decimals(kib, 1),
          decimals(p50 ?? 0, 1),
          decimals(p99 ?? 0, 1),
          whole(perSecond),
        ]);
        tell(rows.at(-1)?.join("  ") ?? "");
      }
      return {
        caption: `KiB resident for each of ${whole(many)} streams; ms from commit to ${whole(some)} readers`,
        columns: ["", "KiB per stream", "p50 ms", "p99 ms", "events/s"],
        rows,
      };
    }),
    await measureAppend(data, options, tell),
  ]);
  // One process holds the readers of both servers, and a process has 20,000 files at most on many machines.
  const fanOut = await measureFanOut(quick ? many : 9000, rounds, tell);
  return {
    name: "streams",
    title: "Streams",
    paragraphs: [
      "Memory and latency: the server as deployed, its log in PostgreSQL, streams of `articles.changes`; the writer and all readers are one other process on the same machine. " +
        "Fan-out: one subscription without a database beside the same one as tRPC's guide writes it, both under all their streams, taking turns.",
    ],
    tables: [ours, fanOut, appended],
  };
}
