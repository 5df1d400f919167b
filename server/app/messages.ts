import { messages } from "../../shared/messages.ts";
import { implementMessages } from "../brokers/index.ts";

/** The handlers of all consumed messages. A feature's handlers are one line here. */
export const messageHandlers = implementMessages(messages, {});
