import type { EventName } from "../../shared/events.ts";
import { type Consumers, registerConsumers } from "../events/index.ts";
import type { Caching } from "./caching.ts";

/** Every event that the code appends. A test checks that each entry is appended somewhere. */
export const appendedEvents: readonly EventName[] = [
  "cache.cleared",
  "email.verification_requested",
  "email.change_requested",
  "password.reset_requested",
  "notice.due",
];

/**
 * All event consumers of a process. Add a consumer as one line with a unique name.
 * @throws {EventsMisfit} for an event without a producer or a consumer, and for a duplicate name.
 */
export const consumersOf = (caching: Pick<Caching, "consumers"> | undefined, mail: Consumers): Consumers =>
  registerConsumers({
    consumers: [
      ...(caching === undefined ? [] : [{ name: "cache", consumers: caching.consumers }]),
      { name: "mail", consumers: mail },
    ],
    appended: appendedEvents,
    // Without a cache there is nothing to invalidate here; processes with a cache consume the event.
    unread: caching === undefined ? ["cache.cleared"] : [],
  });
