import { type EventName, events } from "../../shared/events.ts";
import { type Consumer, type Consumers, type Delivery, isEventName } from "./consume.ts";

/** Consumers of one feature, such as `mail`. */
export interface NamedConsumers {
  readonly name: string;
  readonly consumers: Consumers;
}

/** Appended and consumed events; listed where the application is composed. */
export interface Registration {
  readonly consumers: readonly NamedConsumers[];
  /** Every event that the application appends. */
  readonly appended: readonly EventName[];
  /** Appended events without a consumer in this process; other processes may consume them. */
  readonly unread?: readonly EventName[];
}

/** Events and consumers do not match; the message names each mismatch. */
export class EventsMisfit extends Error {
  override readonly name = "EventsMisfit";
}

const declared: readonly EventName[] = Object.keys(events).filter(isEventName);

function faultsOf({ consumers, appended, unread = [] }: Registration): readonly string[] {
  const isRead = (event: EventName) => consumers.some((one) => one.consumers[event] !== undefined);
  const names = consumers.map(({ name }) => name);
  return [
    ...names
      .filter((name, at) => names.indexOf(name) !== at)
      .map((name) => `two lists of consumers are called "${name}"`),
    ...declared.filter((event) => !appended.includes(event)).map((event) => `"${event}" is appended by nothing`),
    ...declared
      .filter((event) => !isRead(event) && !unread.includes(event))
      .map((event) => `"${event}" is read by no consumer`),
  ];
}

/** Runs several consumers in sequence. The event is delivered once all succeed; after a failure each may see it again. */
const inTurn =
  <E extends EventName>(several: readonly Consumer<E>[]): Consumer<E> =>
  async (delivery: Delivery<E>) => {
    for (const consumer of several) await consumer(delivery);
  };

/**
 * Merges the consumers of a process; several may consume one event.
 * @throws {EventsMisfit} for an event that is never appended or never consumed, and for a duplicate name.
 */
export function registerConsumers(registration: Registration): Consumers {
  const faults = faultsOf(registration);
  if (faults.length > 0)
    throw new EventsMisfit(`The events do not fit together:\n${faults.map((one) => `  ${one}`).join("\n")}`);
  const of = <E extends EventName>(event: E): Consumers => {
    const found = registration.consumers.flatMap(({ consumers }) => consumers[event] ?? []);
    return found.length === 0 ? {} : { [event]: inTurn<E>(found) };
  };
  return Object.assign({}, ...declared.map(of));
}
