import type * as z from "zod";
import type { Subscription } from "../../shared/contract/index.ts";
import type { EventName, EventPayloads } from "../../shared/events.ts";
import type { MaybePromise } from "../concurrency/maybe-promise.ts";
import type { Fail, HandlerServices, ViewerUnder } from "./context.ts";

interface SubscribedTo<E extends EventName> {
  readonly name: E;
  readonly payload: EventPayloads[E];
  /** The same in every delivery. */
  readonly id: string;
  /** ISO time of the append. */
  readonly occurredAt: string;
}

/** The events of a subscription: a union, discriminated by `name`. */
export type EventOf<P extends Subscription> = {
  readonly [E in EventName & P["events"][number]]: SubscribedTo<E>;
}[EventName & P["events"][number]];

type InputFor<P extends Subscription> = Omit<z.output<P["input"]>, "lastEventId">;

/** A message, or null when the event does not concern the reader. */
type Message<P extends Subscription> = MaybePromise<z.input<P["output"]> | null>;

/** A handler that is called for each event and each different pair of viewer and input. */
export type MessageForReader<P extends Subscription> = (
  context: HandlerServices & ViewerUnder<P["access"]> & { readonly event: EventOf<P>; readonly input: InputFor<P> },
) => Message<P>;

/**
 * A handler whose message is the same for all readers: made and encoded once for each event, whatever their number.
 *
 * @example
 * changes: {
 *   read: async ({ db, event }) => presentChange(await findArticle(db, event.payload.articleId)),
 *   isFor: ({ input, message }) => input.author === undefined || input.author === message.author,
 * }
 */
export interface SharedMessage<P extends Subscription> {
  /** Checks the input before the stream begins, such as that its subject exists. */
  readonly open?: (
    context: HandlerServices & ViewerUnder<P["access"]> & { readonly input: InputFor<P>; readonly fail: Fail<P> },
  ) => MaybePromise<void>;
  /** Makes the message; null when the event concerns no reader. */
  readonly read: (context: HandlerServices & { readonly event: EventOf<P> }) => Message<P>;
  /** Whether the message concerns readers with this input; absent: all of them. */
  readonly isFor?: (context: {
    readonly event: EventOf<P>;
    readonly input: InputFor<P>;
    readonly message: z.output<P["output"]>;
  }) => boolean;
  /** Selects among the accounts of all readers, in one query; absent: all of them. Anonymous readers get none. */
  readonly audience?: (
    context: HandlerServices & {
      readonly event: EventOf<P>;
      readonly message: z.output<P["output"]>;
      readonly viewerIds: readonly number[];
    },
  ) => MaybePromise<readonly number[]>;
}

/** The handler of a subscription. */
export type SubscriptionHandler<P extends Subscription> = MessageForReader<P> | SharedMessage<P>;
