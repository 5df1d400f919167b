import type { Event } from "../../../shared/contract/index.ts";
import { events } from "../../../shared/events.ts";

const declared = new Map<string, Event>(Object.entries(events));

/** Refuses names that are not public events, as an error of the field `events`. */
export function checkEvents(names: readonly string[], invalid: (field: "events", message: string) => never): void {
  if (!names.every((name) => declared.get(name)?.public === true)) invalid("events", "must be names of public events");
}
