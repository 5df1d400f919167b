import { createApp } from "../app/app.ts";
import { createWorker } from "./worker-host.ts";
import { workerBrokers } from "./worker-queues.ts";

/** The worker with brokers; `main` of wrangler.toml names it in place of worker.ts. */
const { handlers, StreamHub } = createWorker(createApp, workerBrokers());

export { StreamHub };
export default handlers;
