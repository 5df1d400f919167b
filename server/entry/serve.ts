import { readConfig } from "../app/config.ts";
import { warnAboutSettings } from "../app/setting-warnings.ts";
import { createLog } from "../providers/log.ts";
import { keysOf } from "./local-key.ts";
import { isForPeople, prepareDatabase } from "./prepare-database.ts";
import { printAddress } from "./print-address.ts";
import { startSpawnedProcess } from "./processes/spawned.ts";
import { processCount, supervise } from "./processes/supervisor.ts";
import { connectToSupervisor, type SupervisorChannel } from "./processes/supervisor-channel.ts";
import { type Run, run } from "./run-server.ts";
import { endWhileStarting, exitWhenSignalledAgain, stopRequest } from "./stop-signals.ts";
import { logStrayErrors } from "./stray-errors.ts";

const lingerMs = 500;

const print = (line: string) => void process.stdout.write(`${line}\n`);

const runtimeName = () => {
  const { bun, node } = process.versions;
  return bun === undefined ? `Node ${node}` : `Bun ${bun}`;
};

/** Serves by several processes, each running this program with its own flags. */
function serveTogether({ config, log, database, stopRequested, startedAtMs }: Run): Promise<void> {
  // Files of generated keys exist before several processes look for them.
  keysOf(config);
  const program = { command: process.execPath, args: [...process.execArgv, ...process.argv.slice(1)], env: {} };
  return supervise({
    config,
    database,
    log,
    stopRequested,
    start: (assignment, events) => startSpawnedProcess(program, assignment, events),
    onStopping: (reason) => {
      print(`Stopping (${reason})`);
      exitWhenSignalledAgain();
    },
    onReady: (address) => printAddress({ print, startedAtMs, config }, address),
  });
}

/** Serves as one of several processes. */
async function serveSupervised(supervisor: SupervisorChannel): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel, print);
  logStrayErrors(log);
  const { database, stopRequested } = supervisor;
  await run({ config, log, database, runtime: runtimeName(), print, stopRequested, startedAtMs: 0, supervisor });
}

async function serve(): Promise<void> {
  const startedAtMs = performance.now();
  let isTogether = false;
  const stopRequested = stopRequest(() => isTogether);
  const isStarted = endWhileStarting(stopRequested);
  const config = readConfig(process.env);
  isTogether = processCount(config) > 1;
  const log = createLog(config.logLevel, print);
  warnAboutSettings({ config, environment: process.env, log, isPlainHttp: true });
  const database = await prepareDatabase(config, (step) => print(`  ${step}`));
  isStarted();
  logStrayErrors(log);
  const options: Run = { config, log, database, runtime: runtimeName(), print, stopRequested, startedAtMs };
  try {
    await (isTogether ? serveTogether(options) : run(options));
  } finally {
    await database.stop();
  }
}

const supervisor = connectToSupervisor();

(supervisor === undefined ? serve() : serveSupervised(supervisor))
  .catch((error: unknown) => {
    process.stderr.write(
      `${isForPeople(error) ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = 1;
  })
  // A connection to an unresponsive peer would keep the process alive.
  .finally(() => setTimeout(() => process.exit(), lingerMs).unref());
