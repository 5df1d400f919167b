import { messages as ownMessages } from "../../shared/messages.ts";
import {
  type AdapterEntry,
  adapterFor,
  createPublisher,
  createReceive,
  deliverTo,
  type ImplementedMessage,
  implementAllMessages,
  type Publisher,
  schemes,
  subscribe,
} from "../brokers/index.ts";
import type { LoggedEvent, ReaderDefinition } from "../events/index.ts";
import { type CompileSchema, createPipeline, type Services } from "../procedures/index.ts";
import { describeError, type Log } from "../providers/log.ts";
import type { Tracer } from "../telemetry/index.ts";
import { type Config, ConfigError } from "./config.ts";
import { messageHandlers } from "./messages.ts";

/** The brokers of a long-lived process. */
export interface Brokers {
  /** One reader of the event log a broker: each has its own place, and none holds up another. */
  readonly readers: readonly ReaderDefinition[];
  /** Connects to each broker once, so that the log tells at start what is missing. Never rejects. */
  readonly check: () => Promise<void>;
  /** Consumes all sources until the signal aborts. Never rejects. */
  readonly consume: (services: Services, signal: AbortSignal) => Promise<void>;
  /** Never rejects. */
  readonly close: () => Promise<void>;
}

export interface BrokerOptions {
  readonly config: Pick<Config, "brokerUrls" | "brokerSources" | "publicUrl">;
  readonly log: Log;
  readonly tracer: Tracer | null;
  readonly compileSchema?: CompileSchema;
  /** Consumed messages; those of the service by default. */
  readonly messages?: readonly ImplementedMessage[];
}

/** Larger batches than a handler's: a broker confirms them together. */
const batch = 500;
/** A refused event is tried again for as long as it takes: nothing that was committed is given up. */
const bounds = { batch, maxAttempts: Number.MAX_SAFE_INTEGER, maxRetryPauseMs: 30_000 };

function entryOf(setting: string, url: URL): AdapterEntry {
  const entry = adapterFor(url);
  if (entry === undefined)
    throw new ConfigError(`${setting}: "${url.protocol}//" is no broker here; it may be ${schemes.join(", ")}`);
  return entry;
}

/** The name of a broker's reader, which its stored place belongs to: it may not change with a host or a password. */
function publisherOf(url: URL, log: Log): Publisher {
  const { name, load, messaging } = entryOf("BROKER_URL", url);
  const suffix = url.searchParams.get("name");
  const destination = { system: messaging.system, name: url.searchParams.get(messaging.parameter) ?? "events" };
  return createPublisher({ name: `broker:${name}${suffix === null ? "" : `:${suffix}`}`, destination, url, load, log });
}

function publishersOf(urls: readonly URL[], log: Log): readonly Publisher[] {
  const publishers = urls.map((url) => publisherOf(url, log));
  const names = publishers.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new ConfigError(`BROKER_URL: two addresses are ${twice}; tell them apart by ?name=, which then must stay`);
  return publishers;
}

/** @throws {ConfigError} for a message whose source has no address. */
function checkSources(messages: readonly ImplementedMessage[], { brokerSources }: BrokerOptions["config"]): void {
  const missing = messages.find(({ contract }) => !brokerSources.some(({ name }) => name === contract.source));
  if (missing !== undefined)
    throw new ConfigError(
      `BROKER_SOURCES: names no address for "${missing.contract.source}", which ${missing.name} consumes`,
    );
}

/**
 * Opens the brokers of the configuration; connections are made when they are needed.
 * @throws {ConfigError} for an address that no adapter speaks, two brokers of one name, or a source without an address.
 */
export function openBrokers(options: BrokerOptions): Brokers {
  const { config, log, tracer, compileSchema } = options;
  const messages = options.messages ?? implementAllMessages(ownMessages, messageHandlers, compileSchema);
  const publishers = publishersOf(config.brokerUrls, log);
  checkSources(messages, config);
  const execute = createPipeline((error, about) =>
    log.error("broker.handler_failed", { ...about, error: describeError(error) }),
  );
  const source = config.publicUrl.href.replace(/\/$/, "");
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
        config.brokerSources.map(({ name, url }) => {
          const { load, messaging } = entryOf("BROKER_SOURCES", url);
          const ofSource = messages.filter(({ contract }) => contract.source === name);
          if (ofSource.length === 0) return undefined;
          const receive = createReceive({
            ...messaging,
            source: name,
            messages: ofSource,
            services,
            execute,
            log,
            tracer,
          });
          return subscribe({ name: `broker:${name}`, url, load, receive, log }, signal);
        }),
      );
    },
    close: async () => {
      await Promise.all(publishers.map((publisher) => publisher.close()));
    },
  };
}
