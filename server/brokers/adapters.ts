import type { AdapterEntry } from "./adapter-entry.ts";
import { upstash } from "./worker-adapters.ts";

/** All kinds of brokers of a long-lived process. Adding one is one file and one line. */
export const longLivedAdapters: readonly AdapterEntry[] = [
  {
    name: "amqp",
    schemes: ["amqp:", "amqps:"],
    messaging: { system: "rabbitmq", parameter: "exchange" },
    load: async () => (await import("./rabbitmq.ts")).rabbitmq,
    isSource: true,
  },
  {
    name: "kafka",
    schemes: ["kafka:", "kafkas:"],
    messaging: { system: "kafka", parameter: "topic" },
    load: async () => (await import("./kafka.ts")).kafka,
    isSource: true,
    ordersAcrossProcesses: true,
  },
  {
    name: "nats",
    schemes: ["nats:", "natss:"],
    messaging: { system: "nats", parameter: "subject" },
    load: async () => (await import("./nats.ts")).nats,
    isSource: true,
  },
  {
    name: "redis",
    schemes: ["redis:", "rediss:"],
    messaging: { system: "redis", parameter: "stream" },
    load: async () => (await import("./redis-streams.ts")).redisStreams,
    isSource: true,
  },
  upstash,
];
