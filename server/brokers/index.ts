export { type AdapterEntry, adapterFor } from "./adapter-entry.ts";
export type { BrokerMessage, PublishOutcome } from "./broker.ts";
export { cloudEventOf, type PublicEvent } from "./cloud-event.ts";
export { deliverTo } from "./deliver.ts";
export {
  type ImplementedMessage,
  implementAllMessages,
  implementMessages,
  type MessageHandlers,
} from "./implement-messages.ts";
export type { IncomingMessage } from "./incoming.ts";
export { createPublisher, type Publisher } from "./publisher.ts";
export { createReceive, type Received } from "./receive.ts";
export { whileLeased } from "./source-lease.ts";
export { subscribe } from "./subscriber.ts";
