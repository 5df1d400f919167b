import type { Config } from "../app/config.ts";
import { openSender, type SenderDependencies } from "../app/webhook-sender.ts";
import { createNodeTransport, createResolve } from "../webhooks/node-transport.ts";

/** Sends webhooks until the signal aborts; attempts in flight may end. */
export async function sendWebhooksUntil(
  signal: AbortSignal,
  { db, log, config, tracer }: Pick<SenderDependencies, "db" | "log" | "tracer"> & { readonly config: Config },
): Promise<void> {
  await openSender({
    db,
    log,
    config,
    ...(tracer && { tracer }),
    transport: createNodeTransport,
    resolve: createResolve(),
  })?.loop(signal);
}
