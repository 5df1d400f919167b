import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import * as z from "zod";
import { demoAccount } from "../../seed/content/authors.ts";
import { createApp } from "../app/app.ts";
import { type Config, ConfigError, readConfig } from "../app/config.ts";
import { type Mailing, mailConsumers } from "../app/mailing.ts";
import { createServices } from "../app/services.ts";
import type { Cache } from "../cache/index.ts";
import { createListener } from "../hosts/node-http.ts";
import { createLog, type Log } from "../providers/log.ts";
import { createAssets } from "./assets.ts";
import { cachingOf, dispatchUntil, mailingOf } from "./background.ts";
import { keysOf } from "./local-key.ts";
import { openPool } from "./pool.ts";
import { isForPeople, localAddress, type PreparedDatabase, prepareDatabase } from "./prepare.ts";
import { whenToldToStop } from "./stop.ts";
import { logStrayErrors } from "./stray-errors.ts";

const drainTimeoutMs = 10_000;
/** How long a connection without a request may still bring one. */
const silenceMs = 1000;
/** What is left once the drain is over; a database that fell silent never says good-bye. */
const closeTimeoutMs = 500;
const lingerMs = 500;
const databaseEnded = "the database ended";

const print = (line: string) => void process.stdout.write(`${line}\n`);

const portTaken = (error: Error, host: string, port: number) =>
  "code" in error && error.code === "EADDRINUSE"
    ? new ConfigError(`PORT: ${port} on ${host} is taken by another program; choose another`)
    : error;

/** Listens, or rejects with the reason, such as a port that is taken. */
const listen = (server: Server, { port, host }: Config) =>
  new Promise<number>((resolve, reject) => {
    server.once("error", (error) => reject(portTaken(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });

/** Connections without a request so far, as browsers open them ahead: Node takes them for busy. */
function silentOf(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on("connection", (socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  server.on("request", ({ socket }) => silent.delete(socket));
  return silent;
}

/** Ends the server once its requests are answered, or after ten seconds whatever they do. */
const drain = (server: Server, silent: ReadonlySet<Socket>) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
    server.close(() => {
      clearTimeout(timer);
      clearTimeout(hush);
      resolve();
    });
    server.closeIdleConnections();
    // What was sent just before is still to be read.
    const hush = setTimeout(() => {
      for (const socket of silent) socket.destroy();
    }, silenceMs);
  });

/** What requests are answered with, and until when. */
interface Serving {
  readonly config: Config;
  readonly log: Log;
  readonly services: ReturnType<typeof createServices>;
  readonly mailbox: Mailing["mailbox"];
  /** Resolves with the reason when there is nothing left to serve from. */
  readonly lost: Promise<string>;
  /** Told before requests in flight are waited for. */
  readonly onStopping: () => void;
  readonly startedAt: number;
}

/** Answers requests on the configured port until told to stop. @returns why it stopped. */
async function answerRequests({
  config,
  log,
  services,
  mailbox,
  lost,
  onStopping,
  startedAt,
}: Serving): Promise<string> {
  let accepting = true;
  const isAccepting = () => accepting;
  const app = createApp({
    demo: demoAccount,
    config,
    log,
    compileSchema: z.compile,
    runtime: `Node ${process.versions.node}`,
    assets: createAssets(),
    mailbox,
    isAccepting,
  });
  const others = getRequestListener(async (request, { incoming }) => {
    const response = await app.hono(request, { services, address: incoming.socket.remoteAddress ?? null });
    // Keep-alive connections would otherwise outlive the drain.
    if (!accepting) response.headers.set("connection", "close");
    return response;
  });
  logStrayErrors(log);
  const server = createServer(createListener({ read: app.read, services, isAccepting, others }));
  const silent = silentOf(server);
  const address = localAddress(config.host, await listen(server, config));
  print(`Dovetail is ready (${Math.round(performance.now() - startedAt)} ms): ${address}`);
  print(`  REST ${address}/api   tRPC ${address}/trpc   OpenAPI ${address}/openapi.json`);
  if (mailbox !== null) print(`  Mail stays here: ${address}/dev/mail`);
  const reason = await Promise.race([whenToldToStop(), lost]);
  accepting = false;
  print(`Stopping (${reason})`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  onStopping();
  await drain(server, silent);
  return reason;
}

/** `kill -USR2 <pid>` prints how often the cache hit, missed, loaded and waited since the start. */
const tellWhenAsked = (cache: Cache) =>
  process.on("SIGUSR2", () => print(JSON.stringify({ event: "cache", ...cache.stats() })));

/** Serves over a database until told to stop, with what runs beside requests. */
async function serve(config: Config, log: Log, database: PreparedDatabase, startedAt: number): Promise<void> {
  const { db, close } = openPool(database.url, log);
  const caching = await cachingOf(config, db, log);
  if (caching !== undefined) tellWhenAsked(caching.cache);
  const mailing = await mailingOf(config, log);
  const mail = mailConsumers(db, mailing, config);
  const dispatching = new AbortController();
  const dispatched = dispatchUntil(dispatching.signal, { db, log, caching, mail, listenUrl: database.url });
  const lost = database.lost.then(() => databaseEnded);
  let closeBy = Number.POSITIVE_INFINITY;
  // Deliveries come to their end while requests do.
  const onStopping = () => {
    dispatching.abort();
    closeBy = Math.min(closeBy, performance.now() + drainTimeoutMs + closeTimeoutMs);
  };
  try {
    const services = createServices(db, { ...config, ...keysOf(config) }, caching);
    const { mailbox } = mailing;
    const reason = await answerRequests({ config, log, services, mailbox, lost, onStopping, startedAt });
    if (reason === databaseEnded) process.exitCode = 1;
  } finally {
    onStopping();
    const closed = dispatched.then(() => caching?.close()).then(close);
    await Promise.race([closed, sleep(closeBy - performance.now(), undefined, { ref: false })]);
  }
}

async function main(): Promise<void> {
  const startedAt = performance.now();
  const config = readConfig(process.env);
  const log = createLog(config.logLevel, print);
  const database = await prepareDatabase(config, (step) => print(`  ${step}`));
  try {
    await serve(config, log, database, startedAt);
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
  // A connection whose other end fell silent would keep the process.
  .finally(() => setTimeout(() => process.exit(), lingerMs).unref());
