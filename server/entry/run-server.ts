import { readFile } from "node:fs/promises";
import type { Server } from "node:http";
import type { Socket } from "node:net";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { demoAccount } from "../../seed/content/authors.ts";
import { createApp } from "../app/app.ts";
import { openBrokers } from "../app/brokers.ts";
import type { Application } from "../app/compose.ts";
import { type Config, ConfigError } from "../app/config.ts";
import { devTables } from "../app/dev-tables.ts";
import { warnAboutDocuments } from "../app/document-warnings.ts";
import { graphqlOf } from "../app/graphql.ts";
import { handlersOf } from "../app/jobs.ts";
import { openStreaming } from "../app/live-streams.ts";
import { type Mailing, mailHandlers } from "../app/mailing.ts";
import { bearsToken, createOperations, metricsPath, openMetricsType } from "../app/operator-routes.ts";
import { readerDefinitions } from "../app/readers.ts";
import { createServices } from "../app/services.ts";
import { stateMetrics } from "../app/state-metrics.ts";
import { longLivedAdapters } from "../brokers/adapters.ts";
import type { Cache } from "../cache/index.ts";
import { createReaders } from "../events/index.ts";
import { createApplicationServer } from "../hosts/application-server.ts";
import { createCompressor } from "../hosts/compressor.ts";
import { drain, drainTimeoutMs, listen, silentOf, stopListening } from "../hosts/listen-and-drain.ts";
import { createMetricsServer } from "../hosts/metrics-server.ts";
import type { LiveStreams } from "../live/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import { createResolve } from "../webhooks/node-transport.ts";
import { createAssets } from "./assets.ts";
import { dispatchUntil, electedUntil } from "./background-work.ts";
import { openConnections, openPool } from "./database-pools.ts";
import { explainListenError } from "./listen-errors.ts";
import { keysOf } from "./local-key.ts";
import type { PreparedDatabase } from "./prepare-database.ts";
import { printAddress } from "./print-address.ts";
import { openProcessCaching } from "./process-cache.ts";
import { openProcessMailing } from "./process-mail.ts";
import type { SupervisorChannel } from "./processes/supervisor-channel.ts";
import { sendWebhooksUntil } from "./send-webhooks.ts";
import { type Observation, observe, poolMetrics } from "./start-telemetry.ts";
import { exitWhenSignalledAgain } from "./stop-signals.ts";

/** Close timeout after the drain: an unresponsive database never confirms the close. */
const closeTimeoutMs = 500;

/** The runtime-specific parts of a long-lived process. */
export interface Run {
  readonly config: Config;
  readonly log: Log;
  readonly database: Pick<PreparedDatabase, "url" | "directUrl">;
  /** The runtime's name and version. */
  readonly runtime: string;
  readonly print: (line: string) => void;
  /** Resolves with the reason when shutdown is requested, possibly before `run` is called. */
  readonly stopRequested: Promise<string>;
  /** Start of the process, by `performance.now()`. */
  readonly startedAtMs: number;
  /** Absent where this process serves alone. */
  readonly supervisor?: SupervisorChannel | undefined;
}

/** The state of a serving process. */
interface Serving extends Run {
  readonly services: ReturnType<typeof createServices>;
  readonly streams: LiveStreams;
  readonly mailbox: Mailing["mailbox"];
  readonly observation: Observation;
  /** Called before requests in flight are drained. */
  readonly onStopping: () => void;
}

/** The text of the file with GraphQL's persisted documents, if one is set. @throws {ConfigError} if it cannot be read. */
async function persistedDocumentsOf({ graphql: { documentsPath } }: Config): Promise<string | undefined> {
  if (documentsPath === undefined) return undefined;
  return readFile(documentsPath, "utf8").catch(() => {
    throw new ConfigError(`GRAPHQL_DOCUMENTS: ${documentsPath} cannot be read`);
  });
}

/** Serves metrics on a separate port, if one is set; each of several processes on the port after its predecessor's. */
async function listenForMetrics({ config, observation, supervisor }: Serving) {
  const { host, metrics } = config;
  const text = observation.metricsText;
  if (text === null || metrics?.port === undefined) return undefined;
  const { token } = metrics;
  const admits = (authorization: string | undefined) => token === undefined || bearsToken(authorization, token);
  const server = createMetricsServer({ text, mediaType: openMetricsType, admits, path: metricsPath });
  const port = metrics.port === 0 ? 0 : metrics.port + (supervisor?.index ?? 0);
  // The replacement of this process listens on the same port before this one closes it.
  await listen(server, { port, host, reusePort: supervisor !== undefined }).catch((error: unknown) => {
    throw explainListenError(error, { host, port, portSetting: "METRICS_PORT" });
  });
  return server;
}

/** How long a process that is being replaced still serves its open connections, with `connection: close`. */
const replacedGraceMs = 2000;

/** Drains the server. A process that is replaced stops accepting connections at once, any other after the shutdown delay. */
async function stopServing(serving: Serving, server: Server, silentSockets: ReadonlySet<Socket>): Promise<void> {
  const { config, supervisor, onStopping, streams } = serving;
  const isReplaced = supervisor?.isReplaced() === true;
  if (isReplaced) await stopListening(server);
  // `/readyz` fails first, so that load balancers stop sending before the socket closes.
  await sleep(isReplaced ? replacedGraceMs : config.shutdownDelayMs);
  onStopping();
  const drained = drain(server, silentSockets);
  // The socket is closed by now, so clients that reconnect reach another process.
  streams.close();
  await drained;
}

/** Listens. Each of several processes has its own socket: connections that one process handed to another would be lost with it. */
const listenOn = (server: Server, { config, supervisor }: Serving): Promise<number> =>
  listen(server, { port: config.port, host: config.host, reusePort: supervisor !== undefined }).catch(
    (error: unknown) => {
      throw explainListenError(error, config);
    },
  );

/** Reports that the server accepts connections. */
function reportReady(serving: Serving, port: number): void {
  const { supervisor, mailbox } = serving;
  const address = { port, hasMailbox: mailbox !== null };
  if (supervisor === undefined) printAddress(serving, address);
  else supervisor.ready(address);
}

/** Composes the application that this process serves. */
async function createServedApp(serving: Serving, isAccepting: () => boolean): Promise<Application> {
  const { config, log, runtime, services, mailbox, supervisor } = serving;
  const { telemetry, recorder, metricsText } = serving.observation;
  const graphql = graphqlOf(config, await persistedDocumentsOf(config));
  return createApp({
    demo: demoAccount,
    config,
    log,
    telemetry,
    operations: createOperations({
      config,
      metricsText,
      recorder,
      hasMailbox: mailbox !== null,
      tables: devTables(services.db),
    }),
    compileSchema: z.compile,
    compress: createCompressor(),
    runtime,
    assets: createAssets(),
    mailbox,
    ...(graphql !== undefined && { graphql }),
    // The service as a whole keeps accepting while one of its processes is replaced.
    isAccepting: () => isAccepting() || supervisor?.isReplaced() === true,
  });
}

/** Serves requests on the configured port until shutdown is requested, then drains. */
async function serveRequests(serving: Serving): Promise<void> {
  const { config, log, services, print, stopRequested, supervisor } = serving;
  let isAcceptingNow = true;
  const isAccepting = () => isAcceptingNow;
  const app = await createServedApp(serving, isAccepting);
  const { httpTimeouts: timeouts, publicUrl } = config;
  const server = createApplicationServer({
    app,
    services,
    timeouts,
    defaultHost: publicUrl.host,
    isAccepting,
    onFailure: (error) => log.error("request.failed", { error: describeError(error) }),
    onUnread: (address) => log.info("http.response_unread", { address }),
  });
  const silentSockets = silentOf(server);
  const port = await listenOn(server, serving);
  const metrics = await listenForMetrics(serving);
  reportReady(serving, port);
  const reason = await stopRequested;
  if (supervisor === undefined) {
    print(`Stopping (${reason})`);
    exitWhenSignalledAgain();
  }
  isAcceptingNow = false;
  await stopServing(serving, server, silentSockets);
  // Closed last, so that metrics show the shutdown.
  metrics?.close().closeAllConnections();
}

/** `kill -USR2 <pid>` prints the cache statistics since startup: hits, misses, loads and waits. */
const printStatsOnSignal = (cache: Cache, print: (line: string) => void) =>
  process.on("SIGUSR2", () => print(JSON.stringify({ event: "cache", ...cache.stats() })));

/** Shows the mail of all processes in each inbox. */
const sharedMailing = (mailing: Mailing, supervisor: SupervisorChannel | undefined): Mailing => {
  if (supervisor === undefined || mailing.mailbox === null) return mailing;
  const mailbox = supervisor.shareInbox(mailing.mailbox);
  return { transport: mailbox, mailbox };
};

/** Runs `work` once this process is the elected one, which does the work without requests; never if it stops before. */
const whenElected = async (elected: Promise<void>, signal: AbortSignal, work: () => Promise<void>): Promise<void> => {
  if (await electedUntil(elected, signal)) await work();
};

/** Runs the server and its background work over a database until shutdown is requested. */
export async function run(options: Run): Promise<void> {
  const { config, log, database, print, supervisor } = options;
  const { db, usage, close } = openPool(database.url, log, supervisor?.count ?? 1);
  const caching = await openProcessCaching(config, { db, log, parent: supervisor?.redis });
  if (caching !== undefined) printStatsOnSignal(caching.cache, print);
  const ownServices = createServices(db, { ...config, ...keysOf(config), resolve: createResolve() }, caching);
  const streams = openStreaming({ services: ownServices, log });
  const observation = observe(config, [...poolMetrics(usage), ...stateMetrics(db, streams.count)]);
  const { tracer } = observation.telemetry;
  const mailing = sharedMailing(await openProcessMailing(config, log), supervisor);
  const handlers = handlersOf(
    { db, log, ...config },
    caching,
    mailHandlers(db, mailing, { ...config, ...keysOf(config) }),
  );
  const brokers = openBrokers({ config, log, tracer, adapters: longLivedAdapters, compileSchema: z.compile });
  const readers = createReaders([...readerDefinitions({ db, log }), ...brokers.readers], { db, log, tracer });
  await readers.register();
  void brokers.check();
  const stopping = new AbortController();
  const elected = supervisor?.elected ?? Promise.resolve();
  const { signal } = stopping;
  const listenUrl = database.directUrl;
  const work = { db, log, tracer, caching, handlers, readers, streams, listenUrl, elected };
  const jobsDone = dispatchUntil(signal, work);
  const webhooksDone = whenElected(elected, signal, () =>
    sendWebhooksUntil(signal, { db, log, tracer, config: { ...config, ...keysOf(config) } }),
  );
  let consumersDone = Promise.resolve();
  let closeByMs = Number.POSITIVE_INFINITY;
  // Event deliveries drain together with requests.
  const onStopping = () => {
    stopping.abort();
    closeByMs = Math.min(closeByMs, performance.now() + drainTimeoutMs + closeTimeoutMs);
  };
  try {
    await openConnections({ db, usage });
    if ((supervisor?.index ?? 0) === 0) await warnAboutDocuments(ownServices, log);
    const services = { ...ownServices, streams };
    consumersDone = whenElected(elected, signal, () => brokers.consume(services, signal));
    await serveRequests({ ...options, services, streams, mailbox: mailing.mailbox, observation, onStopping });
  } finally {
    onStopping();
    const closed = Promise.all([jobsDone, webhooksDone, consumersDone])
      .then(() => Promise.all([brokers.close(), caching?.close()]))
      .then(close);
    await Promise.race([closed, sleep(closeByMs - performance.now(), undefined, { ref: false })]);
  }
}
