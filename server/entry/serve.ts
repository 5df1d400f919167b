import { readConfig } from "../app/config.ts";
import { warnAboutSettings } from "../app/setting-warnings.ts";
import { createLog } from "../providers/log.ts";
import { isForPeople, prepareDatabase } from "./prepare.ts";
import { run } from "./runner.ts";
import { endWhileStarting, stopRequest } from "./stop.ts";
import { logStrayErrors } from "./stray-errors.ts";

const lingerMs = 500;

const print = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const startedAt = performance.now();
  const stopRequested = stopRequest();
  const isStarted = endWhileStarting(stopRequested);
  const config = readConfig(process.env);
  const log = createLog(config.logLevel, print);
  warnAboutSettings({ config, environment: process.env, log, isPlainHttp: true });
  const database = await prepareDatabase(config, (step) => print(`  ${step}`));
  isStarted();
  logStrayErrors(log);
  try {
    const { bun, node } = process.versions;
    const runtime = bun === undefined ? `Node ${node}` : `Bun ${bun}`;
    await run({ config, log, database, runtime, print, stopRequested, startedAt });
  } finally {
    await database.stop();
  }
}

main()
  .catch((error: unknown) => {
    process.stderr.write(
      `${isForPeople(error) ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = 1;
  })
  // A connection to an unresponsive peer would keep the process alive.
  .finally(() => setTimeout(() => process.exit(), lingerMs).unref());
