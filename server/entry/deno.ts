import * as z from "zod";
import { demoAccount } from "../../seed/content/authors.ts";
import { createApp } from "../app/app.ts";
import { ConfigError, readConfig, settingNames } from "../app/config.ts";
import { mailConsumers } from "../app/mailing.ts";
import { createServices } from "../app/services.ts";
import { createWriteBatch } from "../hosts/write-batch.ts";
import { createLog, describeError, type Log } from "../providers/log.ts";
import { createAssets } from "./assets.ts";
import { cachingOf, dispatchUntil, mailingOf } from "./background.ts";
import { openPool } from "./pool.ts";

/** What this file uses of Deno; the rest of the server knows nothing of it. */
interface DenoRuntime {
  readonly env: { readonly get: (name: string) => string | undefined };
  readonly version: { readonly deno: string };
  readonly exit: (code: number) => never;
  readonly addSignalListener: (signal: "SIGINT" | "SIGTERM", listener: () => void) => void;
  readonly serve: (
    options: {
      readonly port: number;
      readonly hostname: string;
      readonly onListen: (at: { readonly port: number }) => void;
    },
    handler: (
      request: Request,
      connection: { readonly remoteAddr: { readonly hostname?: string } },
    ) => Response | Promise<Response>,
  ) => { readonly shutdown: () => Promise<void> };
}

declare const Deno: DenoRuntime;

const drainTimeoutMs = 10_000;

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

async function start(): Promise<void> {
  const config = readConfig(Object.fromEntries(settingNames.map((name) => [name, Deno.env.get(name)])));
  if (config.databaseUrl === undefined)
    throw new ConfigError("DATABASE_URL: must be set on Deno; npm run start:deno starts a database and sets it");
  const log = createLog(config.logLevel, print);
  const { db, close } = openPool(config.databaseUrl, log);
  const caching = await cachingOf(config, db, log);
  const services = createServices(db, config, caching);
  const mailing = await mailingOf(config, log);
  const mail = mailConsumers(db, mailing, config);
  const dispatching = new AbortController();
  const dispatched = dispatchUntil(dispatching.signal, { db, log, caching, mail, listenUrl: config.databaseUrl });
  let accepting = true;
  logStrayErrors(log);
  const burst = createWriteBatch();
  const app = createApp({
    demo: demoAccount,
    config,
    log,
    compileSchema: z.compile,
    runtime: `Deno ${Deno.version.deno}`,
    assets: createAssets(),
    mailbox: mailing.mailbox,
    isAccepting: () => accepting,
  });
  const server = Deno.serve(
    {
      port: config.port,
      hostname: config.host,
      onListen: ({ port }) => print(`Dovetail is ready on Deno: http://${config.host}:${port}`),
    },
    async (request, { remoteAddr }) => {
      const response = await app.fetch(request, { services, address: remoteAddr.hostname ?? null });
      return new Promise((resolve) => burst(() => resolve(response)));
    },
  );

  const stop = async () => {
    if (!accepting) Deno.exit(1);
    accepting = false;
    setTimeout(() => Deno.exit(0), drainTimeoutMs);
    // Deliveries come to their end while requests do.
    dispatching.abort();
    await Promise.all([server.shutdown(), dispatched]);
    await caching?.close();
    await close();
    Deno.exit(0);
  };
  Deno.addSignalListener("SIGINT", () => void stop());
  Deno.addSignalListener("SIGTERM", () => void stop());
}

try {
  await start();
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  Deno.exit(1);
}
