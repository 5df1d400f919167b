import type { AdapterEntry } from "./adapter-entry.ts";
import { createQueueAdapter } from "./cloudflare-queue.ts";

/** Redis over HTTPS, which every runtime reaches. */
export const upstash: AdapterEntry = {
  name: "upstash",
  schemes: ["upstash:"],
  messaging: { system: "redis", parameter: "stream" },
  load: async () => (await import("./upstash-streams.ts")).upstashStreams,
  isSource: false,
};

/**
 * The kinds of brokers that a worker reaches.
 * @param bindingOf a binding of the worker by its name.
 */
export const workerAdapters = (bindingOf: (name: string) => unknown): readonly AdapterEntry[] => [
  upstash,
  {
    name: "queue",
    schemes: ["queue:"],
    messaging: { system: "cloudflare_queues", parameter: "name" },
    load: async () => createQueueAdapter(bindingOf),
    isSource: true,
  },
];
