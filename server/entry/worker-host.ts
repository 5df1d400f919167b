import { tracing } from "cloudflare:workers";
import { demoAccount } from "../../seed/content/authors.ts";
import type { AppOptions } from "../app/app.ts";
import type { Brokers } from "../app/brokers.ts";
import { type Caching, type CachingMemory, createCachingMemory, openCaching } from "../app/caching.ts";
import type { Application } from "../app/compose.ts";
import { type Config, ConfigError, readConfig } from "../app/config.ts";
import { settingNames } from "../app/environment.ts";
import { handlersOf, schedules } from "../app/jobs.ts";
import { openStreaming } from "../app/live-streams.ts";
import { type Mailing, mailHandlers, openMailing } from "../app/mailing.ts";
import { readerDefinitions } from "../app/readers.ts";
import { createServices } from "../app/services.ts";
import { warnAboutSettings } from "../app/setting-warnings.ts";
import { openSender } from "../app/webhook-sender.ts";
import type { QueueBatch } from "../brokers/cloudflare-queue.ts";
import type { Db } from "../database/index.ts";
import { createReaders } from "../events/index.ts";
import { createDispatcher } from "../jobs/index.ts";
import { createLog, describeError, type Log } from "../providers/log.ts";
import type { Tracer } from "../telemetry/index.ts";
import { workersTracer } from "../telemetry/workers-tracer.ts";
import { createFetchTransport } from "../webhooks/fetch-transport.ts";
import { openRequestPool } from "./database-pools.ts";
import {
  asksForStream,
  isWake,
  type StreamHubNamespace,
  type StreamHubStub,
  streamHubOf,
  wakeHub,
} from "./worker-streams.ts";

/** Bindings of wrangler.toml: Hyperdrive, the Durable Object of streams, and settings as text. */
export interface Env {
  readonly HYPERDRIVE: { readonly connectionString: string };
  readonly STREAM_HUB?: StreamHubNamespace;
  readonly [setting: string]: unknown;
}

interface ExecutionContext {
  readonly waitUntil: (work: Promise<unknown>) => void;
}

/** State that the requests of one isolate share. */
interface Isolate {
  readonly config: Config;
  readonly log: Log;
  readonly memory: CachingMemory;
  readonly mailing: Mailing;
  readonly app: Application;
  readonly brokers: WorkerBrokers | undefined;
}

/** Records nothing unless `[observability.traces]` of wrangler.toml, or a tail worker, asks for it. */
const tracer = workersTracer(tracing);

/** Jobs, and event deliveries of each reader, that one scheduled invocation handles at most; they run every minute. */
const maxPerMinute = 1000;
/** The same for the work after a request or a batch of a Queue. */
const maxPerRequest = 10;
/** Within the connections and subrequests that one invocation may use. */
const maxWebhooksPerMinute = 200;

const textOrUndefined = (value: unknown) => (typeof value === "string" ? value : undefined);

type CreateApp = (options: AppOptions) => Application;

/** Brokers of a worker. They are passed in, so that the script of a worker without brokers does not contain their code. */
export interface WorkerBrokers {
  readonly readers: Brokers["readers"];
  /** Handles a batch of a Queue; each message is acknowledged after its commit. @throws {TypeError} if no contract consumes the Queue. */
  readonly handle: (services: ReturnType<typeof createServices>, batch: QueueBatch) => Promise<void>;
}

/** Opens the brokers of an isolate. @throws {ConfigError} */
export type OpenWorkerBrokers = (options: {
  readonly config: Config;
  readonly log: Log;
  readonly tracer: Tracer;
  readonly env: Env;
}) => WorkerBrokers;

/** Creates an isolate's state at its first request, which carries the settings. */
function openIsolate(env: Env, createApp: CreateApp, openBrokers: OpenWorkerBrokers | undefined): Isolate {
  const config = readConfig(Object.fromEntries(settingNames.map((name) => [name, textOrUndefined(env[name])])));
  const log = createLog(config.logLevel, (line) => console.log(line));
  const environment = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, textOrUndefined(value)]));
  warnAboutSettings({ config, environment, log, isPlainHttp: false });
  // The default is localhost, which would count as development.
  if (textOrUndefined(env.PUBLIC_URL) === undefined) throw new ConfigError("PUBLIC_URL: must be set on Workers");
  if (config.redis.kind === "tcp")
    throw new ConfigError("REDIS_URL: a worker reaches Redis by UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN");
  if (openBrokers === undefined && config.brokerUrls.length + config.brokerSources.length > 0)
    throw new ConfigError("BROKER_URL, BROKER_SOURCES: need server/entry/worker-brokers.ts as `main` of wrangler.toml");
  const brokers = openBrokers?.({ config, log, tracer, env });
  if (config.mail.kind === "smtp")
    throw new ConfigError("MAIL_URL: a worker sends mail by RESEND_API_KEY, or keeps it with mailbox: in development");
  const memory = createCachingMemory(log);
  const mailing = openMailing(config.mail, log);
  const app = createApp({
    demo: demoAccount,
    config,
    log,
    telemetry: { tracer, calls: null },
    runtime: "Cloudflare Workers",
    mailbox: mailing.mailbox,
    isAccepting: () => true,
  });
  return { config, log, memory, mailing, app, brokers };
}

/** Creates the dispatcher of jobs. */
function dispatcherOf({ config, log, mailing }: Isolate, db: Db, caching: Caching | undefined) {
  const handlers = handlersOf({ db, log, ...config }, caching, mailHandlers(db, mailing, config));
  return createDispatcher({ db, log, tracer, handlers, schedules });
}

const readersOf = ({ log, brokers }: Isolate, db: Db) =>
  createReaders([...readerDefinitions({ db, log }), ...(brokers?.readers ?? [])], { db, log, tracer });

/**
 * Opens the cache of one request. Without Upstash there is none: other isolates could not invalidate an in-memory
 * one.
 */
const cachingOf = ({ config, log, memory }: Isolate, db: Db, defer?: (work: Promise<unknown>) => void) =>
  config.redis.kind === "upstash"
    ? openCaching({ redis: config.redis, db, log, memory, ...(defer !== undefined && { defer }) })
    : undefined;

/** Forwards a response body; `sent` resolves when all of it is sent or the client cancels. */
function trackBody(response: Response): { response: Response; sent: Promise<void> } {
  if (response.body === null) return { response, sent: Promise.resolve() };
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const sent = response.body.pipeTo(writable).catch(() => {});
  return { response: new Response(readable, response), sent };
}

/** True for a request that may have enqueued jobs. */
const mayEnqueueJobs = ({ method }: Request) => method !== "GET" && method !== "HEAD" && method !== "OPTIONS";

/** True when procedures still run after the response headers are sent. */
const isStreaming = ({ headers }: Response) =>
  headers.has("transfer-encoding") || headers.get("content-type") === "text/event-stream";

/** Wakes the hub, which otherwise reads the log within a second. */
const wake = (hub: StreamHubStub, log: Log) =>
  wakeHub(hub).catch((error: unknown) => log.warn("live.wake_failed", { error: describeError(error) }));

/** Cloudflare overwrites this header, so clients cannot forge it. */
const addressOf = ({ headers }: Request) => headers.get("cf-connecting-ip");

const unconfigured = () => new Response("The service is not configured.", { status: 503 });

/** Opens the resources of a Durable Object. Unlike those of a request, its connections live as long as the object. */
function openHub({ app, config, log }: Isolate, env: Env) {
  const { db } = openRequestPool(env.HYPERDRIVE.connectionString);
  const services = createServices(db, config, undefined);
  const streams = openStreaming({ services, log });
  const serve = (request: Request) =>
    app.fetch(request, { services: { ...services, streams }, address: addressOf(request) });
  return { streams, serve };
}

/** The handlers that the Workers runtime calls. */
export interface WorkerHandlers {
  readonly fetch: (request: Request, env: Env, context: ExecutionContext) => Promise<Response>;
  readonly scheduled: (event: unknown, env: Env) => Promise<void>;
  readonly queue: (batch: QueueBatch, env: Env) => Promise<void>;
}

/** The exports of a worker's script. */
export interface Worker {
  readonly handlers: WorkerHandlers;
  /** The Durable Object class behind `STREAM_HUB`. */
  readonly StreamHub: new (
    state: unknown,
    env: Env,
  ) => StreamHubStub;
}

/** Runs new jobs, mail above all, and delivers new events, without waiting for the next scheduled invocation. */
async function workAfter(isolate: Isolate, db: Db, caching: Caching | undefined): Promise<void> {
  const attempts = dispatcherOf(isolate, db, caching).runOnce({ max: maxPerRequest });
  await attempts.catch((error: unknown) => isolate.log.warn("jobs.unavailable", { error: describeError(error) }));
  await readersOf(isolate, db).runOnce({ max: maxPerRequest });
}

/** Serves one request with its own pool, which is closed when the response is sent and the work after it is done. */
async function serve(isolate: Isolate, request: Request, env: Env, context: ExecutionContext): Promise<Response> {
  const { app, config, log } = isolate;
  const hub = streamHubOf(env.STREAM_HUB);
  if (hub !== undefined && asksForStream(request)) return hub.fetch(request);
  const { db, close } = openRequestPool(env.HYPERDRIVE.connectionString);
  const background: Promise<unknown>[] = [];
  const caching = cachingOf(isolate, db, (work) => background.push(work));
  const services = createServices(db, config, caching);
  // Each stream polls the log once a second: Hyperdrive passes no notifications on.
  const appResponse = await app.fetch(request, {
    services: { ...services, streams: openStreaming({ services, log }) },
    address: addressOf(request),
  });
  const work = async () => {
    if (!mayEnqueueJobs(request)) return;
    if (hub !== undefined) background.push(wake(hub, log));
    await workAfter(isolate, db, caching);
  };
  const { response, sent } = isStreaming(appResponse)
    ? trackBody(appResponse)
    : { response: appResponse, sent: Promise.resolve() };
  // Closing the pool before the stream ends would interrupt calls that still run.
  context.waitUntil(
    sent
      .then(work)
      .then(() => Promise.all(background))
      .finally(close),
  );
  return response;
}

/** Enqueues scheduled jobs, runs due jobs, reads the event log and sends webhooks. */
async function runScheduled(isolate: Isolate, env: Env): Promise<void> {
  const { db, close } = openRequestPool(env.HYPERDRIVE.connectionString);
  try {
    const dispatcher = dispatcherOf(isolate, db, cachingOf(isolate, db));
    await dispatcher.tick();
    await dispatcher.runOnce({ max: maxPerMinute });
    const readers = readersOf(isolate, db);
    await readers.register();
    await readers.runOnce({ max: maxPerMinute });
    // After the readers, which store the deliveries of this minute's events.
    const sender = openSender({ db, tracer, ...isolate, transport: createFetchTransport });
    await sender?.runOnce({ max: maxWebhooksPerMinute });
    const hub = streamHubOf(env.STREAM_HUB);
    if (hub !== undefined) await wake(hub, isolate.log);
  } finally {
    await close();
  }
}

/** Handles a batch of a Queue. @throws {TypeError} if nothing consumes the Queue, so that its messages are redelivered. */
async function consume(isolate: Isolate | undefined, batch: QueueBatch, env: Env): Promise<void> {
  if (isolate?.brokers === undefined) throw new TypeError("this worker consumes no Queue");
  const { db, close } = openRequestPool(env.HYPERDRIVE.connectionString);
  try {
    const caching = cachingOf(isolate, db);
    await isolate.brokers.handle(createServices(db, isolate.config, caching), batch);
    await workAfter(isolate, db, caching);
  } finally {
    await close();
  }
}

/** Hosts an application on Cloudflare Workers; each isolate creates its own at its first request. */
export function createWorker(createApp: CreateApp, openBrokers?: OpenWorkerBrokers): Worker {
  let isolate: Isolate | undefined;

  /** The isolate's state, created once; `undefined` when the settings are invalid, which the log explains. */
  function isolateFor(env: Env): Isolate | undefined {
    try {
      isolate ??= openIsolate(env, createApp, openBrokers);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      console.error(error.message);
    }
    return isolate;
  }

  class StreamHub implements StreamHubStub {
    readonly #env: Env;
    #hub: ReturnType<typeof openHub> | undefined;

    constructor(_state: unknown, env: Env) {
      this.#env = env;
    }

    async fetch(request: Request): Promise<Response> {
      const current = isolateFor(this.#env);
      if (current === undefined) return unconfigured();
      this.#hub ??= openHub(current, this.#env);
      if (!isWake(request)) return this.#hub.serve(request);
      this.#hub.streams.wake();
      return new Response(null, { status: 204 });
    }
  }

  const handlers: WorkerHandlers = {
    async fetch(request, env, context) {
      const current = isolateFor(env);
      return current === undefined ? unconfigured() : serve(current, request, env, context);
    },
    /** Runs every minute. */
    async scheduled(_event, env) {
      const current = isolateFor(env);
      if (current !== undefined) await runScheduled(current, env);
    },
    queue: (batch, env) => consume(isolateFor(env), batch, env),
  };
  return { handlers, StreamHub };
}
