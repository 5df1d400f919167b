import { randomUUID } from "node:crypto";
import type { MailTransport, Message } from "./message.ts";

/** A message in the inbox. */
export interface KeptMessage extends Message {
  readonly id: string;
  /** Time of sending, ISO 8601. */
  readonly sentAt: string;
}

/** An in-memory inbox for development: messages are stored for inspection and not delivered. */
export interface DevInbox extends MailTransport {
  /** Newest first. */
  readonly list: () => readonly KeptMessage[];
  /** Shows a message. */
  readonly add: (message: Message) => void;
}

const maxMessages = 200;

/** Creates an inbox of the latest 200 messages. */
export function createDevInbox(): DevInbox {
  const messages: KeptMessage[] = [];
  const add = (message: Message) => {
    messages.unshift({ ...message, id: randomUUID(), sentAt: new Date().toISOString() });
    messages.length = Math.min(messages.length, maxMessages);
  };
  return { send: async (message) => add(message), list: () => messages, add };
}
