import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { runBy } from "../contestants.ts";
import type { Dataset } from "../dataset.ts";
import type { Options } from "../options.ts";
import { alternate, summarise } from "../rounds.ts";
import { decimals, type Table, times, whole } from "../section.ts";
import { withServers } from "../servers.ts";

const paths = { "without an event": "/api/notes", "with an event": "/api/told-notes" } as const;

/** Compares a write of one row with the same that appends an event. One server takes both in turns. */
export async function measureAppend(
  { url, db }: Dataset,
  options: Options,
  tell: (line: string) => void,
): Promise<Table> {
  await sql`create table if not exists bench_note (id bigint generated always as identity, body text)`.execute(db);
  const server = runBy("node", fileURLToPath(new URL("../peers/append.ts", import.meta.url)), { DATABASE_URL: url });
  const rounds = await withServers(new Map([["append", server]]), ([running]) => {
    const { port = 0, pid = 0 } = running ?? {};
    const contenders = Object.entries(paths).map(([name, path]) => {
      const request = { method: "POST", path, body: JSON.stringify({ body: "It holds." }) } as const;
      return { name, port, pid, requests: [request] };
    });
    return alternate(contenders, {
      ...options,
      onResult: (round, name, { perSecond, cpuUs }) =>
        tell(`round ${round}  a write ${name}: ${whole(perSecond)}/s, ${whole(cpuUs)} µs`),
    });
  });
  return {
    caption: "A write of one row over REST, with and without an event in its transaction",
    columns: ["", "CPU of the process, without = 1", "CPU µs", "writes/s, without = 1", "writes/s"],
    rows: Object.keys(paths).map((name) => {
      const summary = summarise(rounds, name, "without an event");
      return [
        name,
        times(summary.cpuRatio),
        decimals(summary.cpuUs, 0),
        times(summary.throughputRatio),
        whole(summary.perSecond),
      ];
    }),
  };
}
