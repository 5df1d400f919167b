import type { receivedWebhooks } from "../../shared/received-webhooks.ts";
import type { WebhookHandlers } from "../surfaces/webhooks/index.ts";

/** The handlers of received webhooks, by the names in `receivedWebhooks`. */
export const receivedWebhookHandlers: WebhookHandlers<typeof receivedWebhooks> = {};
