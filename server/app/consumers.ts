import type { EventName } from "../../shared/events.ts";
import { type Consumers, registerConsumers } from "../events/index.ts";
import type { Caching } from "./caching.ts";

/** Every event that code of ours appends: what is added here is appended somewhere, which a test looks for. */
export const appendedEvents: readonly EventName[] = [
  "cache.cleared",
  "email.verification_requested",
  "email.change_requested",
  "password.reset_requested",
  "notice.due",
];

/**
 * All that reads events in a process; a new reader is one line, with a name of its own.
 * @throws {EventsMisfit} for an event that nothing appends or nothing reads, and for a name that comes twice.
 */
export const consumersOf = (caching: Pick<Caching, "consumers"> | undefined, mail: Consumers): Consumers =>
  registerConsumers({
    consumers: [
      ...(caching === undefined ? [] : [{ name: "cache", consumers: caching.consumers }]),
      { name: "mail", consumers: mail },
    ],
    appended: appendedEvents,
    // Without a cache there is nothing to clear here; processes that have one read it.
    unread: caching === undefined ? ["cache.cleared"] : [],
  });
