import { accountEvents } from "./accounts.ts";
import { articleEvents } from "./articles.ts";
import { commentEvents } from "./comments.ts";
import { defineEvents, type PayloadOf } from "./contract/index.ts";
import { profileEvents } from "./profiles.ts";

/**
 * All events of the service, by name; each is declared in the contract file of its feature. Payloads hold no secrets and
 * no field that only some readers may see: every reader of a public event gets all of it.
 */
export const events = defineEvents({
  ...articleEvents,
  ...commentEvents,
  ...profileEvents,
  ...accountEvents,
});

/** Name of an event. */
export type EventName = keyof typeof events;

/** Payloads by the event's name. */
export type EventPayloads = { readonly [E in EventName]: PayloadOf<(typeof events)[E]> };
