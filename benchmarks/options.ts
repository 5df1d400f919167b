import { parseArgs } from "node:util";

export const partNames = [
  "peers",
  "realworld",
  "writes",
  "growth",
  "memory",
  "jobs",
  "startup",
  "signin",
  "streams",
  "brokers",
  "webhooks",
  "graphql",
] as const;
export type PartName = (typeof partNames)[number];

/** Options of the benchmarks. */
export interface Options {
  readonly parts: readonly PartName[];
  readonly rounds: number;
  /** Load time of each server in each round. */
  readonly seconds: number;
  readonly connections: number;
  /** Sizes of the table for `growth`; the others use the first. */
  readonly articles: readonly number[];
  /** Contestants of `peers` by name; empty means all. */
  readonly contestants: readonly string[];
  /** Folder of databases to reuse between runs; absent means a temporary folder. */
  readonly dataDir: string | undefined;
  /** Whether the commits of `writes` wait for the disk. */
  readonly durable: boolean;
  readonly quick: boolean;
  readonly write: boolean;
}

/** An invalid command line; the message says why. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

export const usage = `npm run bench -- [options]

  --only <parts>         ${partNames.join(", ")}; several with commas. All unless given.
  --rounds <n>           3 unless given; servers take turns within a round
  --seconds <n>          1 unless given; how long each is under load in each round
  --connections <n>      32 unless given
  --articles <n,n>       10000,1000000 unless given; growth compares them, the others use the first
  --contestants <names>  peers by name, with commas; all unless given
  --data <folder>        keeps the databases there, so that the next run need not fill them
  --durable              commits of writes wait for the disk, as in production
  --quick                one round of half a second on 1,000 and 10,000 articles: shows that all runs, measures nothing
  --write                writes docs/PERFORMANCE.md, docs/performance.svg and benchmarks/reports
  --help`;

const isPart = (text: string): text is PartName => partNames.some((name) => name === text);

function numberOf(name: string, text: string, min: number): number {
  const value = Number(text);
  if (!(value >= min)) throw new OptionError(`--${name}: must be a number from ${min}`);
  return value;
}

const listOf = (text: string | undefined) => (text === undefined ? [] : text.split(",").map((item) => item.trim()));

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const names = { only: text, rounds: text, seconds: text, connections: text, articles: text, contestants: text };
  try {
    return parseArgs({
      args: [...args],
      options: { ...names, data: text, durable: flag, quick: flag, write: flag, help: flag },
    }).values;
  } catch (error) {
    throw new OptionError(error instanceof Error ? error.message : String(error));
  }
}

/** Parses the command line. @throws {OptionError} */
export function readOptions(args: readonly string[]): Options | "help" {
  const values = parse(args);
  if (values.help) return "help";
  const { quick, write } = values;
  if (quick && write) throw new OptionError("--quick measures nothing worth writing");
  const parts = values.only === undefined ? partNames : listOf(values.only);
  const unknown = parts.filter((part) => !isPart(part));
  if (unknown.length > 0) throw new OptionError(`--only: there is no ${unknown.join(", ")}`);
  return {
    parts: parts.filter(isPart),
    rounds: numberOf("rounds", values.rounds ?? (quick ? "1" : "3"), 1),
    seconds: numberOf("seconds", values.seconds ?? (quick ? "0.5" : "1"), 0.1),
    connections: numberOf("connections", values.connections ?? "32", 1),
    articles: listOf(values.articles ?? (quick ? "1000,10000" : "10000,1000000")).map((item) =>
      numberOf("articles", item, 100),
    ),
    contestants: listOf(values.contestants),
    dataDir: values.data,
    durable: values.durable,
    quick,
    write,
  };
}
