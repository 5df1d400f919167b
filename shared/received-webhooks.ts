import { defineWebhooks } from "./contract/index.ts";

/** Webhooks that other systems call, by the last segment of their route. Their handlers are in server/app/received-webhooks.ts. */
export const receivedWebhooks = defineWebhooks({});
