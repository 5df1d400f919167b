import { randomUUID } from "node:crypto";
import type { MailTransport, Message } from "./message.ts";

/** A message as the mailbox keeps it. */
export interface KeptMessage extends Message {
  readonly id: string;
  /** ISO 8601. */
  readonly sentAt: string;
}

/** A mailbox of this process, for development: what is sent stays here, to be looked at. */
export interface DevInbox extends MailTransport {
  /** Newest first. */
  readonly list: () => readonly KeptMessage[];
}

const maxMessages = 200;

/** Makes a mailbox that keeps the last 200 messages. */
export function createDevInbox(): DevInbox {
  const messages: KeptMessage[] = [];
  return {
    send: async (message) => {
      messages.unshift({ ...message, id: randomUUID(), sentAt: new Date().toISOString() });
      messages.length = Math.min(messages.length, maxMessages);
    },
    list: () => messages,
  };
}
