import * as z from "zod";
import type { Consumes, Messages, Mutation } from "../../shared/contract/index.ts";
import { mutation } from "../../shared/contract/index.ts";
import type { Tx } from "../database/index.ts";
import { once } from "../inbox/index.ts";
import {
  type Committed,
  type CompileSchema,
  type HandlerContext,
  type Implementation,
  implementAll,
} from "../procedures/index.ts";
import type { ReceivedEvent } from "./incoming.ts";

const Nothing = z.null();

type AsMutation<M extends Consumes> = Mutation<"public", M["input"], typeof Nothing, M["errors"]>;

/** The argument of a message's handler: as for a mutation, without a viewer. */
export type MessageContext<M extends Consumes> = Omit<HandlerContext<AsMutation<M>>, "write"> & {
  /** The CloudEvent; its data is in `input`. */
  readonly message: Omit<ReceivedEvent, "data">;
  /**
   * Runs the message's work in one transaction, which also records that the message is done. Not run for a message that is
   * done already.
   */
  readonly write: (work: (tx: Tx) => Promise<void>) => Promise<Committed>;
};

/** The handler of one message: it returns the result of `write`. */
export type MessageHandler<M extends Consumes> = (context: MessageContext<M>) => Promise<Committed>;

/** One handler for each message. */
export type MessageHandlers<T extends Messages> = { readonly [Name in keyof T]: MessageHandler<T[Name]> };

/** A message with its handler, ready for the pipeline. */
export interface ImplementedMessage {
  readonly name: string;
  readonly contract: Consumes;
  /** The implementation for one message: its handler knows the message and records it in its transaction. */
  readonly of: (message: ReceivedEvent) => Implementation;
}

/** Combines messages with their handlers. Compilation fails for a missing handler, and as for procedures otherwise. */
export const implementMessages = <const T extends Messages>(
  _contracts: T,
  handlers: MessageHandlers<T>,
): MessageHandlers<T> => handlers;

/** Through the pipeline a message is a public mutation, which no surface serves. */
const asMutation = ({ summary, input, errors, limit }: Consumes): Mutation =>
  mutation({ summary, access: "public", input, output: Nothing, errors, ...(limit !== undefined && { limit }) });

type AnyHandler = (context: object) => Promise<Committed>;
type Write = HandlerContext<AsMutation<Consumes>>["write"];

/**
 * Guarantees that each message's handler gets the context of its own contract: `MessageHandlers` has checked the pair, and
 * a table of all messages cannot express it.
 */
const erased = (handlers: object) => handlers as Readonly<Record<string, AnyHandler>>;

/** Guarantees the context that the pipeline gives to every mutation. */
const writeOf = (context: object) => (context as { readonly write: Write }).write;

/** The key of a message in the inbox. */
export const inboxKeyOf = (contract: Consumes, { source, id }: Pick<ReceivedEvent, "source" | "id">) =>
  [`broker:${contract.source}`, `${source} ${id}`] as const;

/** Records the message in the transaction of its handler's work, which is skipped for one that is recorded. */
const inboxed =
  (handler: AnyHandler, contract: Consumes, { data: _data, ...message }: ReceivedEvent): AnyHandler =>
  (context) => {
    const write = writeOf(context);
    return handler({
      ...context,
      message,
      write: (work: (tx: Tx) => Promise<void>) =>
        write(async (tx) => {
          if (await once(tx, ...inboxKeyOf(contract, message))) await work(tx);
          return null;
        }),
    });
  };

/** Pairs every message with its handler. */
export function implementAllMessages<T extends Messages>(
  messages: T,
  handlers: MessageHandlers<T>,
  compile?: CompileSchema,
): readonly ImplementedMessage[] {
  const byName = erased(handlers);
  const mutations = Object.fromEntries(Object.entries(messages).map(([name, one]) => [name, asMutation(one)]));
  const implementations = implementAll({ messages: mutations }, { messages: byName }, compile);
  return Object.entries(messages).map(([name, contract]) => {
    const implementation = implementations.get(`messages.${name}`);
    const handler = byName[name];
    if (implementation === undefined || handler === undefined) throw new TypeError(`${name}: it has no handler`);
    return {
      name,
      contract,
      of: (message) => ({ ...implementation, handler: inboxed(handler, contract, message) }),
    };
  });
}
