import { defineMessages } from "./contract/index.ts";

/** All messages of other services that this one consumes from brokers, by name. */
export const messages = defineMessages({});
