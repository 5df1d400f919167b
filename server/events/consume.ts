import type * as z from "zod";
import { type EventName, type EventPayloads, events } from "../../shared/events.ts";

/** One event on its way to a consumer. */
export interface Delivery<E extends EventName = EventName> {
  /** The same in every attempt: work that must not be done twice is keyed by it. */
  readonly id: string;
  readonly event: E;
  readonly payload: EventPayloads[E];
  /** When it was appended, by the database's clock: the beginning of its transaction. */
  readonly createdAt: string;
  /** 1 the first time. */
  readonly attempt: number;
  /** Aborts when the deadline is over or the dispatcher stops; somebody else may do the work from then on. */
  readonly signal: AbortSignal;
}

/** Does an event's work. It may be called several times for one event and must then do no more than once would. */
export type Consumer<E extends EventName> = (delivery: Delivery<E>) => Promise<void>;

/** Consumers by event. Events that have none here are left for another dispatcher. */
export type Consumers = { readonly [E in EventName]?: Consumer<E> };

/** The payload is not what this version of the event looks like. */
export class PayloadMisfit extends Error {
  override readonly name = "PayloadMisfit";
}

const schemas: { readonly [E in EventName]: z.ZodType<EventPayloads[E]> } = events;

/** True for the name of an event that is known here. */
export const isEventName = (name: string): name is EventName => Object.hasOwn(events, name);

/**
 * Reads a payload as it was stored.
 * @throws {PayloadMisfit} when another version of the service wrote something else.
 */
export function readPayload<E extends EventName>(event: E, stored: unknown): EventPayloads[E] {
  const parsed = schemas[event].safeParse(stored);
  if (!parsed.success) throw new PayloadMisfit(`"${event}" does not fit`, { cause: parsed.error });
  return parsed.data;
}

/** Hands one event to its consumer. @throws whatever the consumer does, and {@link PayloadMisfit}. */
export async function consume<E extends EventName>(
  consumers: Consumers,
  event: E,
  {
    payload,
    ...delivery
  }: { readonly [K in "id" | "createdAt" | "attempt" | "signal"]: Delivery[K] } & { readonly payload: unknown },
): Promise<void> {
  const consumer = consumers[event];
  if (consumer === undefined) throw new TypeError(`"${event}" has no consumer here`);
  await consumer({ ...delivery, event, payload: readPayload(event, payload) });
}
