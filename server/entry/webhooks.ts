import type { Config } from "../app/config.ts";
import { openSender } from "../app/webhooks.ts";
import type { Db } from "../database/index.ts";
import type { Log } from "../providers/log.ts";
import { createNodeTransport, createResolve } from "../webhooks/node-transport.ts";

/** Sends webhooks until the signal aborts; attempts in flight may end. */
export async function sendWebhooksUntil(
  signal: AbortSignal,
  { db, log, config }: { readonly db: Db; readonly log: Log; readonly config: Config },
): Promise<void> {
  await openSender({ db, log, config, transport: createNodeTransport, resolve: createResolve() })?.loop(signal);
}
