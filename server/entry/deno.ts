import process from "node:process";
import { ConfigError, readConfig } from "../app/config.ts";
import { warnAboutSettings } from "../app/setting-warnings.ts";
import { createLog, describeError, type Log } from "../providers/log.ts";
import { run } from "./runner.ts";
import { whenSignalled } from "./stop.ts";

// Deno.serve has no time limit for a request that arrives slowly; Deno's node:http has them all, so the host is Node's.

const print = (line: string) => console.log(line);

/**
 * Logs what a handler left behind, a promise that nothing awaited or a callback that threw, and goes on serving: see
 * stray-errors.ts, which does the same on Node.
 */
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
  const startedAt = performance.now();
  const config = readConfig(process.env);
  const { databaseUrl } = config;
  if (databaseUrl === undefined)
    throw new ConfigError("DATABASE_URL: must be set on Deno; npm run start:deno starts a database and sets it");
  const log = createLog(config.logLevel, print);
  // Deno may read the variables of settings alone: scripts/start-deno.ts looks for names that are nearly theirs.
  warnAboutSettings({ config, environment: {}, log, isPlainHttp: true });
  logStrayErrors(log);
  await run({
    config,
    log,
    database: { url: databaseUrl, directUrl: config.databaseDirectUrl ?? databaseUrl },
    runtime: `Deno ${process.versions.deno}`,
    print,
    toldToStop: whenSignalled(),
    startedAt,
  });
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exitCode = 1;
  })
  .finally(() => process.exit());
