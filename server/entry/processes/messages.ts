import type { Message } from "../../providers/mail/index.ts";
import type { Batch, Reply } from "../../redis/index.ts";

/** Where a process serves. */
export interface ServedAddress {
  readonly port: number;
  /** Whether mail is shown at `/dev/mail`. */
  readonly hasMailbox: boolean;
}

/** Message of a serving process to its supervisor. */
export type FromProcess =
  /** It accepts connections. */
  | ({ readonly type: "ready" } & ServedAddress)
  /** A batch for the in-memory Redis of the supervisor. */
  | { readonly type: "redis"; readonly id: number; readonly batch: Batch }
  /** A message for the development inbox of every process. */
  | { readonly type: "mail"; readonly message: Message };

/** Message of the supervisor to a serving process. */
export type ToProcess =
  | { readonly type: "replies"; readonly id: number; readonly replies: readonly Reply[] }
  /** It alone runs jobs, readers of the log, webhooks and consumers from now on. */
  | { readonly type: "elected" }
  /** It ends; `isReplaced` where others go on serving. */
  | { readonly type: "stop"; readonly isReplaced: boolean }
  | { readonly type: "mail"; readonly message: Message };

/** Role of a process, passed by environment variable, since it must be known before the first message. */
export interface Assignment {
  /** Number of serving processes. */
  readonly count: number;
  /** From 0; a replacement has the number of its predecessor. */
  readonly index: number;
  readonly database: { readonly url: string; readonly directUrl: string };
}

/** Environment variable of {@link Assignment}. No setting: only the supervisor sets it. */
export const assignmentVariable = "SUPERVISED_PROCESS";

const isObject = (value: unknown): value is { readonly type: unknown } =>
  typeof value === "object" && value !== null && "type" in value;

/** Guarantees the message's type: both ends of the channel are this service, and other senders' messages have no such `type`. */
export const messageOf = <M extends FromProcess | ToProcess>(value: unknown): M | undefined =>
  isObject(value) && typeof value.type === "string" ? (value as M) : undefined;

/** Guarantees an {@link Assignment}: the supervisor alone writes it. */
export const assignmentOf = (text: string): Assignment => JSON.parse(text) as Assignment;
