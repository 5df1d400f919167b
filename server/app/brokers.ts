import { messages as ownMessages } from "../../shared/messages.ts";
import {
  type AdapterEntry,
  adapterFor,
  createPublisher,
  createReceive,
  deliverTo,
  type ImplementedMessage,
  type IncomingMessage,
  implementAllMessages,
  type Publisher,
  type Received,
  subscribe,
  whileLeased,
} from "../brokers/index.ts";
import type { LoggedEvent, ReaderDefinition } from "../events/index.ts";
import { type CompileSchema, createPipeline, type Services } from "../procedures/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import type { Tracer } from "../telemetry/index.ts";
import { type Config, ConfigError } from "./config.ts";
import { messageHandlers } from "./messages.ts";

/** The brokers of a process or an isolate. */
export interface Brokers {
  /** One reader of the event log per broker: each has a position of its own, so a slow broker delays no other. */
  readonly readers: readonly ReaderDefinition[];
  /** Connects to each broker once, so that an unreachable broker is logged at start. Never rejects. */
  readonly check: () => Promise<void>;
  /** Consumes all sources until the signal aborts. Never rejects. */
  readonly consume: (services: Services, signal: AbortSignal) => Promise<void>;
  /** The handler of the messages of one source, by its address; `undefined` where nothing consumes them. */
  readonly receiverOf: (
    services: Services,
    isMeant: (url: URL) => boolean,
  ) => ((message: IncomingMessage) => Received) | undefined;
  /** Never rejects. */
  readonly close: () => Promise<void>;
}

export interface BrokerOptions {
  readonly config: Pick<Config, "brokerUrls" | "brokerSources" | "publicUrl">;
  readonly log: Log;
  readonly tracer: Tracer | null;
  readonly compileSchema?: CompileSchema;
  /** The kinds of brokers that the runtime reaches. */
  readonly adapters: readonly AdapterEntry[];
  /** Consumed messages; those of the service by default. */
  readonly messages?: readonly ImplementedMessage[];
}

/** Larger batches than a handler's: a broker confirms them together. */
const batch = 500;
/** Retries of a refused event have no end: a committed event is never dropped. */
const bounds = { batch, maxAttempts: Number.MAX_SAFE_INTEGER, maxRetryPauseMs: 30_000 };

function entryOf(adapters: readonly AdapterEntry[], setting: string, url: URL): AdapterEntry {
  const entry = adapterFor(adapters, url);
  if (entry !== undefined) return entry;
  const schemes = adapters.flatMap((one) => one.schemes.map((scheme) => `${scheme}//`));
  throw new ConfigError(`${setting}: "${url.protocol}//" is not a supported broker; use one of ${schemes.join(", ")}`);
}

/** The name of a broker's reader. Its stored position belongs to the name, so the name must not depend on host or password. */
function publisherOf(adapters: readonly AdapterEntry[], url: URL, log: Log): Publisher {
  const { name, load, messaging } = entryOf(adapters, "BROKER_URL", url);
  const suffix = url.searchParams.get("name");
  const destination = { system: messaging.system, name: url.searchParams.get(messaging.parameter) ?? "events" };
  return createPublisher({ name: `broker:${name}${suffix === null ? "" : `:${suffix}`}`, destination, url, load, log });
}

function publishersOf({ adapters, config, log }: BrokerOptions): readonly Publisher[] {
  const publishers = config.brokerUrls.map((url) => publisherOf(adapters, url, log));
  const names = publishers.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new ConfigError(
      `BROKER_URL: two addresses are ${twice}; give each a name by ?name=, which must not change later`,
    );
  return publishers;
}

/** @throws {ConfigError} for a message whose source has no address. */
function checkAddresses(messages: readonly ImplementedMessage[], { brokerSources }: BrokerOptions["config"]): void {
  const missing = messages.find(({ contract }) => !brokerSources.some(({ name }) => name === contract.source));
  if (missing !== undefined)
    throw new ConfigError(
      `BROKER_SOURCES: names no address for "${missing.contract.source}", which ${missing.name} consumes`,
    );
}

/** A source whose messages some contract consumes. */
interface Source {
  readonly name: string;
  readonly url: URL;
  readonly entry: AdapterEntry;
  readonly messages: readonly ImplementedMessage[];
}

const defaultLeaseMs = 15_000;

/** `?processes=all` gives up the order of keys for more processes. */
const isForAllProcesses = ({ searchParams }: URL) => searchParams.get("processes") === "all";

/** Time after which another process takes over a source: the same as for the redelivery of a message. */
const leaseMsOf = ({ searchParams }: URL) => Number(searchParams.get("redeliverAfterMs")) || defaultLeaseMs;

/**
 * The sources whose messages are consumed.
 * @throws {ConfigError} for a message whose source has no address, and for an address of a broker that only accepts events.
 */
function sourcesOf(options: BrokerOptions): readonly Source[] {
  const { adapters, config, compileSchema } = options;
  const messages = options.messages ?? implementAllMessages(ownMessages, messageHandlers, compileSchema);
  checkAddresses(messages, config);
  return config.brokerSources.flatMap(({ name, url }) => {
    const entry = entryOf(adapters, "BROKER_SOURCES", url);
    if (!entry.isSource)
      throw new ConfigError(`BROKER_SOURCES: "${url.protocol}//" accepts events but is not a source`);
    const ofSource = messages.filter(({ contract }) => contract.source === name);
    return ofSource.length === 0 ? [] : [{ name, url, entry, messages: ofSource }];
  });
}

/**
 * Opens the brokers of the configuration; they connect when a connection is needed.
 * @throws {ConfigError} for an address that no adapter speaks, two brokers of one name, or a source without an address.
 */
export function openBrokers(options: BrokerOptions): Brokers {
  const { config, log, tracer } = options;
  const publishers = publishersOf(options);
  const sources = sourcesOf(options);
  const execute = createPipeline((error, about) =>
    log.error("broker.handler_failed", { ...about, error: describeError(error) }),
  );
  const source = config.publicUrl.href.replace(/\/$/, "");
  const receiveOf = ({ name, entry: { messaging }, messages }: Source, services: Services) =>
    createReceive({ ...messaging, source: name, messages, services, execute, log, tracer });
  return {
    readers: publishers.map((publisher) => ({
      name: publisher.name,
      takes: ({ isPublic }: LoggedEvent) => isPublic,
      deliver: deliverTo(publisher, { source, log, tracer }),
      bounds,
    })),
    check: async () => {
      await Promise.all(publishers.map((publisher) => publisher.check()));
    },
    consume: async (services, signal) => {
      await Promise.all(
        sources.map((one) => {
          const { url, entry } = one;
          const name = `broker:${one.name}`;
          const receive = receiveOf(one, services);
          const consume = (until: AbortSignal) => subscribe({ name, url, load: entry.load, receive, log }, until);
          if (entry.ordersAcrossProcesses || isForAllProcesses(url)) return consume(signal);
          return whileLeased({ db: services.db, name, leaseMs: leaseMsOf(url) }, signal, consume);
        }),
      );
    },
    receiverOf: (services, isMeant) => {
      const found = sources.find(({ url }) => isMeant(url));
      return found && receiveOf(found, services);
    },
    close: async () => {
      await Promise.all(publishers.map((publisher) => publisher.close()));
    },
  };
}
