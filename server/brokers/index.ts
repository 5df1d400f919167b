export { type AdapterEntry, adapterFor } from "./adapters.ts";
export type { BrokerConnection, BrokerMessage, PublishOutcome } from "./broker.ts";
export { cloudEventOf, type PublicEvent } from "./cloud-event.ts";
export { createPublisher, type Publisher } from "./publisher.ts";
