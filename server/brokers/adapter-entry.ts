import type { BrokerAdapter } from "./broker.ts";

/** A kind of broker, by the URL schemes of its addresses. Its client library is loaded when an address uses the scheme. */
export interface AdapterEntry {
  /** The kind, as log lines and readers of the event log name it. */
  readonly name: string;
  readonly schemes: readonly string[];
  /** The system in OpenTelemetry's terms, and the parameter of an address that names where messages go. */
  readonly messaging: { readonly system: string; readonly parameter: string };
  readonly load: () => Promise<BrokerAdapter>;
  /** Whether messages come in from it. */
  readonly isSource: boolean;
  /** Whether several processes may consume and messages of a key still have an order: each key has one consumer. */
  readonly ordersAcrossProcesses?: boolean;
}

/** The adapter of an address. */
export const adapterFor = (adapters: readonly AdapterEntry[], { protocol }: URL): AdapterEntry | undefined =>
  adapters.find(({ schemes }) => schemes.includes(protocol));
