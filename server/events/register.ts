import { type EventName, events } from "../../shared/events.ts";
import { type Consumer, type Consumers, type Delivery, isEventName } from "./consume.ts";

/** Consumers under the name of what they belong to, such as `mail`. */
export interface NamedConsumers {
  readonly name: string;
  readonly consumers: Consumers;
}

/** Who appends and who reads; the list is made where the application is composed. */
export interface Registration {
  readonly consumers: readonly NamedConsumers[];
  /** Every event that some code of ours appends. */
  readonly appended: readonly EventName[];
  /** Of these, what nobody reads in this process, though others may. */
  readonly unread?: readonly EventName[];
}

/** The list of events and consumers does not fit together; the message names each event that does not. */
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

/** Runs several in turn: the event is delivered once all of them have done its work, and each may see it again. */
const inTurn =
  <E extends EventName>(several: readonly Consumer<E>[]): Consumer<E> =>
  async (delivery: Delivery<E>) => {
    for (const consumer of several) await consumer(delivery);
  };

/**
 * The consumers of a process, one list of them a name; several may read one event.
 * @throws {EventsMisfit} for an event that nothing appends or nothing reads, and for a name that comes twice.
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
