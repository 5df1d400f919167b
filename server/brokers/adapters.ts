import type { BrokerAdapter } from "./broker.ts";

/** A kind of broker by the schemes of its addresses; its client is loaded when an address asks for it. */
export interface AdapterEntry {
  /** The kind, as log lines and readers of the event log name it. */
  readonly name: string;
  readonly schemes: readonly string[];
  /** The system in OpenTelemetry's terms, and the parameter of an address that names where messages go. */
  readonly messaging: { readonly system: string; readonly parameter: string };
  readonly load: () => Promise<BrokerAdapter>;
}

/** All kinds of brokers of a long-lived process. Adding one is one file and one line. */
export const adapters: readonly AdapterEntry[] = [
  {
    name: "amqp",
    schemes: ["amqp:", "amqps:"],
    messaging: { system: "rabbitmq", parameter: "exchange" },
    load: async () => (await import("./rabbitmq.ts")).rabbitmq,
  },
  {
    name: "kafka",
    schemes: ["kafka:", "kafkas:"],
    messaging: { system: "kafka", parameter: "topic" },
    load: async () => (await import("./kafka.ts")).kafka,
  },
  {
    name: "nats",
    schemes: ["nats:", "natss:"],
    messaging: { system: "nats", parameter: "subject" },
    load: async () => (await import("./nats.ts")).nats,
  },
  {
    name: "redis",
    schemes: ["redis:", "rediss:"],
    messaging: { system: "redis", parameter: "stream" },
    load: async () => (await import("./redis-streams.ts")).redisStreams,
  },
];

/** The adapter of an address. */
export const adapterFor = ({ protocol }: URL): AdapterEntry | undefined =>
  adapters.find(({ schemes }) => schemes.includes(protocol));

/** All schemes, for messages to people. */
export const schemes: readonly string[] = adapters.flatMap((entry) => entry.schemes.map((scheme) => `${scheme}//`));
