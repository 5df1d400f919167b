import { settled } from "../concurrency/maybe-promise.ts";
import type { Services, Viewer } from "./context.ts";
import { encode } from "./encode.ts";
import type { Implementation } from "./implement.ts";

/** An event of the log, as subscriptions read it. */
export interface StreamedEvent {
  readonly name: string;
  /** Under its contract; `undefined` for an event of another release that does not fit. */
  readonly payload: unknown;
  readonly id: string;
  readonly occurredAt: string;
}

/** A reader of a subscription; readers that are equal in both fields share their messages. */
export interface Reader {
  readonly viewer: Viewer | null;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A message that fits its contract. */
export interface Message {
  readonly value: unknown;
  readonly json: string;
}

/**
 * Calls the handler of a subscription for one event; without `reader` where readers share the message.
 * @returns null when the event does not concern the reader.
 * @throws the handler's errors; {TypeError} when the message does not match its contract.
 */
export async function makeMessage(
  services: Services,
  implementation: Implementation,
  event: StreamedEvent,
  reader?: Reader,
): Promise<Message | null> {
  if (event.payload === undefined) throw new TypeError("the event does not match its contract in this release");
  const message = await settled(implementation.handler({ ...services, event, ...reader }));
  if (message === null || message === undefined) return null;
  const { json, output } = encode(implementation, message);
  return { json, value: output };
}

/** Whether a shared message concerns readers with this input. */
export const isForReader = (
  { sharing }: Implementation,
  event: StreamedEvent,
  { value: message }: Message,
  { input }: Reader,
): boolean => sharing?.isFor === undefined || sharing.isFor({ event, message, input }) === true;

/** Guarantees account ids: the types of `audience` allow nothing else. */
const asIds = (value: unknown) => value as readonly number[];

/** Selects the accounts that a shared message is for; `undefined` where it is for all. */
export async function audienceOf(
  services: Services,
  { sharing }: Implementation,
  event: StreamedEvent,
  { value: message }: Message,
  viewerIds: readonly number[],
): Promise<ReadonlySet<number> | undefined> {
  if (sharing?.audience === undefined) return undefined;
  if (viewerIds.length === 0) return new Set();
  return new Set(asIds(await settled(sharing.audience({ ...services, event, message, viewerIds }))));
}
