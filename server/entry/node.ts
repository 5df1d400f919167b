import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from "@hono/node-server";
import { createApp } from "../app.ts";
import { type Config, ConfigFault, readConfig } from "../config.ts";
import { createLog, type Log } from "../providers/log.ts";
import { createServices } from "../services.ts";
import { createAssets } from "./assets.ts";
import { cachingOf, dispatchUntil } from "./background.ts";
import { encryptionKeysOf } from "./local-key.ts";
import { openPool } from "./pool.ts";
import { isForPeople, localAddress, type PreparedDatabase, prepareDatabase } from "./prepare.ts";
import { whenToldToStop } from "./stop.ts";

const drainTimeoutMs = 10_000;
/** Deliveries under way end within eight seconds; a database that fell silent never says good-bye. */
const closeTimeoutMs = 10_000;
const lingerMs = 500;
const databaseEnded = "the database ended";

const print = (line: string) => void process.stdout.write(`${line}\n`);

const portTaken = (error: Error, host: string, port: number) =>
  "code" in error && error.code === "EADDRINUSE"
    ? new ConfigFault(`PORT: ${port} on ${host} is taken by another program; choose another`)
    : error;

/** The other end of the connection. */
const peerOf = (env: HttpBindings | Http2Bindings) => env.incoming.socket.remoteAddress ?? null;

/** Guarantees a plain HTTP server: the adaptor makes another only when it is asked to. */
const http1 = (options: Pick<Parameters<typeof createAdaptorServer>[0], "fetch">) =>
  createAdaptorServer(options) as Server;

/** Listens, or rejects with the reason, such as a port that is taken. */
const listen = (server: Server, { port, host }: Config) =>
  new Promise<number>((resolve, reject) => {
    server.once("error", (error) => reject(portTaken(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });

/** Ends the server once its requests are answered, or after ten seconds whatever they do. */
const drain = (server: Server) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });

/** Answers requests on the configured port until told to stop. @returns why it stopped. */
async function answerRequests(
  config: Config,
  log: Log,
  services: ReturnType<typeof createServices>,
  lost: Promise<string>,
  startedAt: number,
) {
  let accepting = true;
  const app = createApp({
    config,
    log,
    runtime: `Node ${process.versions.node}`,
    assets: createAssets(),
    isAccepting: () => accepting,
  });
  const server = http1({
    fetch: async (request, env) => {
      const response = await app.fetch(request, { services, address: peerOf(env) });
      // Keep-alive connections would otherwise outlive the drain.
      if (!accepting) response.headers.set("connection", "close");
      return response;
    },
  });
  const address = localAddress(config.host, await listen(server, config));
  print(`Dovetail is ready (${Math.round(performance.now() - startedAt)} ms): ${address}`);
  print(`  REST ${address}/api   tRPC ${address}/trpc   OpenAPI ${address}/openapi.json`);
  const reason = await Promise.race([whenToldToStop(), lost]);
  accepting = false;
  print(`Stopping (${reason})`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  await drain(server);
  return reason;
}

/** Serves over a database until told to stop, with what runs beside requests. */
async function serve(config: Config, log: Log, database: PreparedDatabase, startedAt: number): Promise<void> {
  const { db, close } = openPool(database.url, log);
  const caching = cachingOf(config, db, log);
  const dispatching = new AbortController();
  const dispatched = dispatchUntil(dispatching.signal, { db, log, caching, listenUrl: database.url });
  const lost = database.lost.then(() => databaseEnded);
  try {
    const services = createServices(db, { ...config, encryptionKeys: encryptionKeysOf(config) }, caching);
    const reason = await answerRequests(config, log, services, lost, startedAt);
    if (reason === databaseEnded) process.exitCode = 1;
  } finally {
    dispatching.abort();
    const closed = dispatched.then(() => caching?.close()).then(close);
    await Promise.race([closed, sleep(closeTimeoutMs, undefined, { ref: false })]);
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
