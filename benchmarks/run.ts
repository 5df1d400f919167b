import { measureBrokers } from "./brokers/measure.ts";
import { measureGraphql } from "./graphql.ts";
import { measureGrowth } from "./growth.ts";
import { measureJobs } from "./jobs.ts";
import { measureMemory } from "./memory.ts";
import { OptionError, type Options, type PartName, readOptions, usage } from "./options.ts";
import { measurePeers } from "./peers.ts";
import { measureRealWorld } from "./realworld/measure.ts";
import { measureWrites } from "./realworld/measure-writes.ts";
import { printedTable, writeSection } from "./report.ts";
import type { Section } from "./section.ts";
import { measureSignIn } from "./sign-in.ts";
import { measureStartup } from "./startup.ts";
import { measureStreams } from "./streams/measure.ts";
import { machine, runtimeVersions } from "./versions.ts";
import { measureWebhooks } from "./webhooks.ts";

const say = (line: string) => void process.stdout.write(`${line}\n`);

type Part = (options: Options, tell: (line: string) => void) => Promise<Section>;

const parts: Readonly<Record<PartName, Part>> = {
  peers: measurePeers,
  realworld: measureRealWorld,
  writes: measureWrites,
  growth: measureGrowth,
  memory: measureMemory,
  jobs: measureJobs,
  startup: measureStartup,
  signin: measureSignIn,
  streams: measureStreams,
  brokers: measureBrokers,
  webhooks: measureWebhooks,
  graphql: measureGraphql,
};

/** The command that repeats one part. */
function commandOf(part: PartName, { rounds, seconds, connections, articles }: Options): string {
  const sizes = ["peers", "jobs", "startup", "signin", "streams", "brokers", "webhooks"].includes(part)
    ? ""
    : ` --articles ${articles.join(",")}`;
  return `npm run bench -- --only ${part} --rounds ${rounds} --seconds ${seconds} --connections ${connections}${sizes}`;
}

async function run(options: Options): Promise<void> {
  say(`${machine()}; ${runtimeVersions()}`);
  if (options.quick) say("quick: these figures show that all runs, and nothing else");
  for (const name of options.parts) {
    say(`\n== ${name}`);
    const section = await parts[name](options, say);
    say(`\n${section.title}`);
    for (const table of section.tables) say(`\n${printedTable(table)}`);
    if (options.write) writeSection(section, commandOf(name, options));
  }
}

process.once("SIGTERM", () => process.exit(143));
process.once("SIGINT", () => process.exit(130));

try {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") say(usage);
  else await run(options);
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}\n`);
  process.exitCode = 2;
}
