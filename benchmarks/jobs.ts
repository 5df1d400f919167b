import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sql } from "kysely";
import { startEmbeddedPostgres } from "../embedded/postgres.ts";
import { openConnection } from "./dataset.ts";
import type { Options } from "./options.ts";
import { decimals, type Section, times, whole } from "./section.ts";
import { median } from "./statistics.ts";

const run = promisify(execFile);

const queues = {
  Dovetail: "queue-dovetail.ts",
  "pg-boss 12": "queue-pg-boss.ts",
  "graphile-worker 0.18": "queue-graphile-worker.ts",
} as const;
type Name = keyof typeof queues;
const names: readonly Name[] = ["Dovetail", "pg-boss 12", "graphile-worker 0.18"];

/** Runs a program of a queue in a process of its own. @returns what it prints. */
async function tell(name: Name, url: string, verb: "fill" | "run", jobs: number): Promise<string> {
  const program = fileURLToPath(new URL(`peers/${queues[name]}`, import.meta.url));
  const { stdout } = await run(process.execPath, [program, url, verb, String(jobs)], { timeout: 1_800_000 });
  return stdout;
}

interface Cost {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Guarantees a {@link Cost}: the program prints nothing else. */
const costOf = (text: string): Cost => JSON.parse(text) as Cost;

/** A database of each queue, with so many jobs that wait beside those that are measured. */
async function fillAll(serverUrl: string, waiting: number, measured: number, say: (line: string) => void) {
  const admin = openConnection(serverUrl);
  const urls = new Map<Name, string>();
  for (const [at, name] of names.entries()) {
    const database = `queue_${at}_${waiting}`;
    await sql`create database ${sql.id(database)}`.execute(admin.db);
    const url = new URL(serverUrl);
    url.pathname = `/${database}`;
    urls.set(name, url.href);
    const startedAt = performance.now();
    await tell(name, url.href, "fill", waiting + measured);
    say(`${name}: ${waiting} jobs wait, after ${Math.round((performance.now() - startedAt) / 1000)} s`);
  }
  await admin.close();
  return urls;
}

interface Result {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

/** Jobs through one process of each queue, in turns. */
export async function measureJobs({ rounds, quick, durable }: Options, say: (line: string) => void): Promise<Section> {
  const measured = quick ? 200 : 5000;
  const sizes = quick ? [1000] : [10_000, 1_000_000];
  const folder = mkdtempSync(join(tmpdir(), "dovetail-jobs-"));
  const server = await startEmbeddedPostgres({ dataDir: folder, durable });
  const results = new Map<string, Result[]>();
  try {
    const filled = new Map<number, ReadonlyMap<Name, string>>();
    for (const size of sizes) filled.set(size, await fillAll(server.url, size, measured * 1.5 * (rounds + 1), say));
    for (let round = 0; round < rounds; round++)
      for (const name of round % 2 === 0 ? names : names.toReversed())
        for (const [size, urls] of filled) {
          const { ms, cpuMs } = costOf(await tell(name, urls.get(name) ?? "", "run", measured));
          const result = { perSecond: (measured / ms) * 1000, cpuMicros: (cpuMs / measured) * 1000 };
          results.set(`${name} ${size}`, [...(results.get(`${name} ${size}`) ?? []), result]);
          say(`round ${round + 1}, ${name}, ${size} waiting: ${whole(result.perSecond)} jobs a second`);
        }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const of = (name: Name, size: number, part: keyof Result) =>
    median((results.get(`${name} ${size}`) ?? []).map((result) => result[part]));
  const last = sizes.at(-1) ?? 0;
  return {
    name: "jobs",
    title: "Jobs",
    paragraphs: [
      "Jobs that do nothing, through one process on the same PostgreSQL, while so many others wait. Queues take turns; figures are " +
        "medians of the rounds. graphile-worker has ten slots, as Dovetail has by default. pg-boss, which by default takes one job " +
        "in two seconds, takes and completes a hundred at once.",
    ],
    tables: [
      {
        caption: "Jobs through one process",
        columns: [
          "queue",
          ...sizes.map((size) => `jobs/s, ${whole(size)} waiting`),
          ...sizes.map((size) => `CPU µs a job, ${whole(size)} waiting`),
          "slower with most",
        ],
        rows: names.map((name) => [
          name,
          ...sizes.map((size) => whole(of(name, size, "perSecond"))),
          ...sizes.map((size) => decimals(of(name, size, "cpuMicros"), 0)),
          times(of(name, sizes[0] ?? 0, "perSecond") / of(name, last, "perSecond")),
        ]),
      },
    ],
  };
}
