import process from "node:process";
import type { DevInbox } from "../../providers/mail/index.ts";
import { createParentTransport, type Transport } from "../../redis/index.ts";
import {
  type Assignment,
  assignmentOf,
  assignmentVariable,
  type FromProcess,
  messageOf,
  type ServedAddress,
  type ToProcess,
} from "./messages.ts";

/** A serving process's connection to its supervisor. */
export interface SupervisorChannel extends Assignment {
  /** Resolves once this process alone runs jobs, readers of the log, webhooks and consumers. */
  readonly elected: Promise<void>;
  /** Resolves with the reason when this process is to stop; also when the supervisor is gone. */
  readonly stopRequested: Promise<string>;
  /** True where other processes go on serving while this one stops. */
  readonly isReplaced: () => boolean;
  /** The in-memory Redis that all processes share. */
  readonly redis: Transport;
  /** Tells the supervisor that this process accepts connections. */
  readonly ready: (address: ServedAddress) => void;
  /** An inbox that shows the messages of all processes. */
  readonly shareInbox: (inbox: DevInbox) => DevInbox;
}

/** Connects to the supervisor. @returns `undefined` where this process has none. */
export function connectToSupervisor(): SupervisorChannel | undefined {
  const text = process.env[assignmentVariable];
  if (text === undefined || process.send === undefined) return undefined;
  const elected = Promise.withResolvers<void>();
  const stopRequested = Promise.withResolvers<string>();
  let isReplaced = false;
  let receiveMail: DevInbox["add"] = () => {};
  // Errors are ignored: sending fails only when the supervisor is gone, which `disconnect` reports.
  const send = (message: FromProcess) => void process.send?.(message, () => {});
  const { transport, onReplies } = createParentTransport((id, batch) => send({ type: "redis", id, batch }));
  process.on("message", (value: unknown) => {
    const message = messageOf<ToProcess>(value);
    if (message?.type === "replies") onReplies(message.id, message.replies);
    else if (message?.type === "elected") elected.resolve();
    else if (message?.type === "mail") receiveMail(message.message);
    else if (message?.type === "stop") {
      isReplaced = message.isReplaced;
      stopRequested.resolve(isReplaced ? "replaced" : "supervisor");
    }
  });
  process.once("disconnect", () => stopRequested.resolve("the supervisor ended"));
  // A terminal sends Ctrl-C and its hangup to every process; only the supervisor acts on them.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
  return {
    ...assignmentOf(text),
    elected: elected.promise,
    stopRequested: stopRequested.promise,
    isReplaced: () => isReplaced,
    redis: transport,
    ready: (address) => send({ type: "ready", ...address }),
    shareInbox: (inbox) => {
      receiveMail = inbox.add;
      return {
        ...inbox,
        send: async (message) => {
          inbox.add(message);
          send({ type: "mail", message });
        },
      };
    },
  };
}
