import type * as z from "zod";
import { type EventName, type EventPayloads, events } from "../../shared/events.ts";

/** One delivery of an event to a consumer. */
export interface Delivery<E extends EventName = EventName> {
  /** The same in every attempt; the idempotency key for work that must not be done twice. */
  readonly id: string;
  readonly event: E;
  readonly payload: EventPayloads[E];
  /** Start of the appending transaction, by the database's clock. */
  readonly createdAt: string;
  /** Starts at 1. */
  readonly attempt: number;
  /** Aborts at the deadline or when the dispatcher stops; from then on another dispatcher may claim the event. */
  readonly signal: AbortSignal;
}

/** Handles an event. Delivery is at least once, so a consumer must be idempotent. */
export type Consumer<E extends EventName> = (delivery: Delivery<E>) => Promise<void>;

/** Consumers by event. Events without a consumer here are left to another dispatcher. */
export type Consumers = { readonly [E in EventName]?: Consumer<E> };

/** The payload does not match the schema of this version of the event. */
export class PayloadMisfit extends Error {
  override readonly name = "PayloadMisfit";
}

const schemas: { readonly [E in EventName]: z.ZodType<EventPayloads[E]> } = events;

/** True for the name of a declared event. */
export const isEventName = (name: string): name is EventName => Object.hasOwn(events, name);

/**
 * Parses a stored payload.
 * @throws {PayloadMisfit} when another version of the service wrote a different shape.
 */
export function readPayload<E extends EventName>(event: E, stored: unknown): EventPayloads[E] {
  const parsed = schemas[event].safeParse(stored);
  if (!parsed.success) throw new PayloadMisfit(`"${event}" does not fit`, { cause: parsed.error });
  return parsed.data;
}

/** Passes one event to its consumer. @throws the consumer's errors, and {@link PayloadMisfit}. */
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
