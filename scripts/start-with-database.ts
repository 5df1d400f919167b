import { spawn } from "node:child_process";
import { type Config, readConfig } from "../server/app/config.ts";
import { keysOf } from "../server/entry/local-key.ts";
import { isForPeople, type PreparedDatabase, prepareDatabase } from "../server/entry/prepare-database.ts";
import { printAddress } from "../server/entry/print-address.ts";
import { type Program, startSpawnedProcess } from "../server/entry/processes/spawned.ts";
import { processCount, supervise } from "../server/entry/processes/supervisor.ts";
import { endWhileStarting, exitWhenSignalledAgain, stopRequest } from "../server/entry/stop-signals.ts";
import { createLog } from "../server/providers/log.ts";

/** More than the drain of Deno's server; workerd waits for its open connections without an end. */
const stopTimeoutMs = 12_000;

const print = (line: string) => void process.stdout.write(`${line}\n`);

interface Started {
  readonly config: Config;
  readonly database: PreparedDatabase;
  readonly stopRequested: Promise<string>;
  readonly startedAtMs: number;
}

/** Runs a program until it exits, or this process receives a stop signal. @returns its exit status. */
const run = ({ command, args, env }: Program, stopRequested: Promise<string>) =>
  new Promise<number>((resolve, reject) => {
    // Its own process group, so that Ctrl-C reaches it once, forwarded. A second signal would stop it immediately.
    const detached = process.platform !== "win32";
    const child = spawn(command, args, { stdio: "inherit", detached, env: { ...process.env, ...env } });
    const end = () => void child.kill("SIGTERM");
    process.once("exit", end);
    void stopRequested.then(() => {
      end();
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
      setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs).unref();
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      process.off("exit", end);
      resolve(code ?? 0);
    });
  });

/** Settings for a server on an embedded database: it is the only writer, so responses may be cached. */
export const cacheSettings = ({ cachesInMemory }: Config): Readonly<Record<string, string>> => ({
  MEMORY_CACHE: cachesInMemory ? "on" : "off",
});

/** Runs a program as several serving processes. */
const runTogether = (program: Program, { config, database, stopRequested, startedAtMs }: Started): Promise<void> =>
  supervise({
    config,
    database,
    log: createLog(config.logLevel, print),
    stopRequested,
    start: (assignment, events) => startSpawnedProcess(program, assignment, events),
    onStopping: (reason) => {
      print(`Stopping (${reason})`);
      exitWhenSignalledAgain();
    },
    onReady: (address) => printAddress({ config, print, startedAtMs }, address),
  });

export interface WithDatabaseOptions {
  /** Runs as many of the program as `WORKERS` says, instead of one. */
  readonly isServer?: boolean;
}

/** Starts and migrates the configured database like `npm start`, runs a program with its URL, and cleans up. */
export async function withDatabase(
  programOf: (config: Config, databaseUrl: string) => Program,
  { isServer = false }: WithDatabaseOptions = {},
): Promise<void> {
  try {
    const startedAtMs = performance.now();
    let isTogether = false;
    const stopRequested = stopRequest(() => isTogether);
    const isStarted = endWhileStarting(stopRequested);
    const config = readConfig(process.env);
    isTogether = isServer && processCount(config) > 1;
    const database = await prepareDatabase(config, (step) => print(`  ${step}`));
    isStarted();
    try {
      const program = programOf({ ...config, ...keysOf(config) }, database.url);
      if (isTogether) await runTogether(program, { config, database, stopRequested, startedAtMs });
      else process.exitCode = await run(program, stopRequested);
    } finally {
      await database.stop();
    }
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
