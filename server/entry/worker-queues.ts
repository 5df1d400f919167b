import { type BrokerOptions, openBrokers } from "../app/brokers.ts";
import { handleQueueBatch } from "../brokers/cloudflare-queue.ts";
import { workerAdapters } from "../brokers/worker-adapters.ts";
import type { OpenWorkerBrokers } from "./worker-host.ts";

/** Messages that are not handled within this time are redelivered. Far below the 15 minutes of an invocation. */
const batchDeadlineMs = 60_000;

/**
 * The brokers of a worker: Cloudflare Queues and Upstash.
 * @param messages consumed messages; those of the service by default.
 */
export const workerBrokers =
  (messages?: BrokerOptions["messages"]): OpenWorkerBrokers =>
  ({ config, log, tracer, env }) => {
    const adapters = workerAdapters((name) => env[name]);
    const brokers = openBrokers({ config, log, tracer, adapters, ...(messages !== undefined && { messages }) });
    return {
      readers: brokers.readers,
      handle: async (services, batch) => {
        const receive = brokers.receiverOf(services, ({ hostname }) => hostname === batch.queue);
        if (receive === undefined) throw new TypeError(`no contract consumes the Queue "${batch.queue}"`);
        await handleQueueBatch(batch, receive, AbortSignal.timeout(batchDeadlineMs));
      },
    };
  };
