import type { IncomingMessage } from "./incoming.ts";

/** Media type of a CloudEvent in structured mode, as the JSON event format names it. */
export const cloudEventsJson = "application/cloudevents+json";

/** A message to publish: one CloudEvent in structured mode. */
export interface BrokerMessage {
  /** The event's id, the same in every delivery. */
  readonly id: string;
  /** The event's name: the routing key, the subject's end, the entry's type. */
  readonly type: string;
  /** Messages of one key stay in order; `null` promises no order. */
  readonly key: string | null;
  /** The CloudEvent as JSON text. */
  readonly body: string;
  /** The trace that the message continues, for the protocol's header of that name; `null` without one. */
  readonly traceparent: string | null;
}

/**
 * The outcome of sending a message. `refused`: the broker rejected this one, for its size or because nothing keeps its kind, and may
 * take others. `blocked`: the broker takes no messages at present, as without space or the right to write. `unconfirmed`: the answer
 * did not come, so that it may be there or not. `held`: not sent, since an earlier one of its key was not published.
 */
export type PublishOutcome =
  | { readonly state: "published"; readonly isDuplicate?: boolean }
  | { readonly state: "refused" | "blocked" | "unconfirmed"; readonly reason: string }
  | { readonly state: "held" };

/** Options of a connection. */
export interface ConnectOptions {
  /** Shown by the broker's tools. */
  readonly clientName: string;
  /** Aborts at the deadline of connecting. */
  readonly signal: AbortSignal;
}

/** One connection to a broker. It does not reconnect automatically: its owner opens another. */
export interface BrokerConnection {
  /**
   * Publishes messages with the broker's confirmation, in order for each key: after a message that was not published,
   * no later one of its key is sent.
   * @returns one outcome a message. Never rejects; ends soon after the signal aborts.
   */
  readonly publish: (messages: readonly BrokerMessage[], signal: AbortSignal) => Promise<readonly PublishOutcome[]>;
  /** False once the connection is lost. */
  readonly isOpen: () => boolean;
  /** Ends the connection without waiting for answers. Never rejects. */
  readonly close: () => Promise<void>;
}

/** Options of a consumer. */
export interface ConsumeOptions extends ConnectOptions {
  /** Maximum number of delivered messages that are not acknowledged. */
  readonly prefetch: number;
  /** Handles a message. Once it resolves the message is acknowledged; where it rejects it is delivered again. */
  readonly deliver: (message: IncomingMessage) => Promise<void>;
}

/** A running consumer with its own connection. */
export interface Consumption {
  /** Resolves when the connection is lost. Never rejects. */
  readonly closed: Promise<void>;
  /** Ends deliveries; messages being handled can still be acknowledged. Never rejects. */
  readonly stop: () => Promise<void>;
  /** Ends the connection. Never rejects. */
  readonly close: () => Promise<void>;
}

/** A kind of broker. */
export interface BrokerAdapter {
  /**
   * Opens a connection and declares what publishing needs.
   * @throws {BrokerRefusal} with one sentence when the broker refuses; the client's errors when the broker is unreachable.
   */
  readonly connect: (url: URL, options: ConnectOptions) => Promise<BrokerConnection>;
  /**
   * Consumes messages of a queue, topic or stream, each acknowledged after it was handled.
   * @throws {BrokerRefusal} with one sentence when the broker refuses; the client's errors when the broker is unreachable.
   */
  readonly consume: (url: URL, options: ConsumeOptions) => Promise<Consumption>;
}

/** The broker lacks the topic or queue of an address, or the address is wrong. The message is one sentence without secrets. */
export class BrokerRefusal extends Error {
  override readonly name = "BrokerRefusal";
}

export const published: PublishOutcome = { state: "published" };

const maxReasonLength = 300;

/** The reason of a failure in a few words; errors of clients hold no credentials in their message. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, maxReasonLength);
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  const message = error.message || error.name;
  return (inner === undefined ? message : `${message} ${reasonOf(inner)}`.trim()).slice(0, maxReasonLength);
}

export const unconfirmed = (error: unknown): PublishOutcome => ({ state: "unconfirmed", reason: reasonOf(error) });

export const refused = (reason: string): PublishOutcome => ({ state: "refused", reason });

export const blocked = (reason: string): PublishOutcome => ({ state: "blocked", reason });

/** A whole number of an address's query, such as `?maxlen=1000`. @throws {BrokerRefusal} */
export function countOf(url: URL, name: string, fallback: number): number {
  const text = url.searchParams.get(name);
  if (text === null) return fallback;
  const count = Number(text);
  if (!/^\d{1,12}$/.test(text)) throw new BrokerRefusal(`?${name} must be a whole number`);
  return count;
}

/** A name of an address's query, such as `?stream=events`. @throws {BrokerRefusal} */
export function nameOf(url: URL, name: string, fallback: string): string {
  const text = url.searchParams.get(name) ?? fallback;
  if (!/^[\w.:-]{1,200}$/.test(text))
    throw new BrokerRefusal(`?${name} must be 1 to 200 letters, digits, ".", "_", ":" or "-"`);
  return text;
}
