import process from "node:process";
import { ConfigError, readConfig } from "../app/config.ts";
import { warnAboutSettings } from "../app/setting-warnings.ts";
import { createLog, describeError, type Log } from "../providers/log.ts";
import { connectToSupervisor } from "./processes/supervisor-channel.ts";
import { run } from "./run-server.ts";
import { whenSignalled } from "./stop-signals.ts";

// Deno.serve has no timeout for a slow request; Deno's node:http has all of them, so the host is Node's.

const print = (line: string) => console.log(line);

/** Logs unhandled rejections and uncaught exceptions and keeps serving. stray-errors.ts does the same on Node. */
function logStrayErrors(log: Log): void {
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    log.error("process.unhandled_rejection", { error: describeError(event.reason) });
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    log.error("process.uncaught_exception", { error: describeError(event.error) });
  });
}

async function main(): Promise<void> {
  const startedAtMs = performance.now();
  const supervisor = connectToSupervisor();
  const config = readConfig(process.env);
  const { databaseUrl } = config;
  if (databaseUrl === undefined)
    throw new ConfigError("DATABASE_URL: must be set on Deno; npm run start:deno starts a database and sets it");
  const log = createLog(config.logLevel, print);
  // Deno's permissions cover only the variables of settings: scripts/start-deno.ts checks for misspelled names.
  warnAboutSettings({ config, environment: {}, log, isPlainHttp: true });
  logStrayErrors(log);
  await run({
    config,
    log,
    database: { url: databaseUrl, directUrl: config.databaseDirectUrl ?? databaseUrl },
    runtime: `Deno ${process.versions.deno}`,
    print,
    stopRequested: supervisor?.stopRequested ?? whenSignalled(),
    startedAtMs,
    supervisor,
  });
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
