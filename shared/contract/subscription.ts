import * as z from "zod";
import type { Access } from "./access.ts";
import type { Errors } from "./errors.ts";
import { objectShapes } from "./object-shapes.ts";
import type { Definition, Subscription } from "./procedure.ts";
import type { Check } from "./procedure-checks.ts";
import { parseRoute, type RouteText } from "./rest.ts";

/** The input field by which every subscription resumes; the language adds it. */
export const resumeField = "lastEventId";

const maxCursorLength = 200;

const LastEventId = z.string().max(maxCursorLength).optional().meta({
  description: "Id of the last message received: the stream goes on after it. Without it, the stream begins now.",
});

/** The message that reports that messages may be missing, because the resume position is no longer in the log. */
export interface Reset {
  readonly reset: true;
}

type Resumable<I extends z.ZodObject> =
  I extends z.ZodObject<infer S, infer C> ? z.ZodObject<S & { lastEventId: typeof LastEventId }, C> : never;

/** Refuses an input that declares the resume field itself. */
type WithoutResumeField<I extends z.ZodObject> = "lastEventId" extends keyof I["shape"] ? never : I;

interface SubscriptionDefinition<
  A extends Access,
  I extends z.ZodObject,
  O extends z.ZodType,
  E extends Errors,
  R extends RouteText,
  N extends string,
> extends Definition<A, I, O, E, R> {
  /** Names of the events that it reads, as in `shared/events.ts`. */
  readonly events: readonly N[];
}

/**
 * Declares a procedure that sends a message for each event that concerns the reader, over Server-Sent Events. The
 * output describes one message. Readers resume by the id of the last message, so the input gets the optional field
 * `lastEventId`.
 * @throws {TypeError} when the input is not an object, or declares `lastEventId` itself.
 *
 * @example
 * changes: subscription({
 *   summary: "Articles as they change",
 *   access: "optional",
 *   input: z.object({ author: Username.optional() }),
 *   events: ["article.published", "article.updated", "article.deleted"],
 *   output: ArticleChange,
 *   rest: { route: "GET /live/articles" },
 * })
 */
export function subscription<
  const A extends Access,
  I extends z.ZodObject,
  O extends z.ZodType,
  const N extends string,
  const E extends Errors = Record<never, never>,
  const R extends RouteText = never,
>(
  definition: SubscriptionDefinition<A, I, O, E, R, N> & { readonly input: WithoutResumeField<I> },
): Subscription<A, Resumable<I>, O, NoInfer<E>, NoInfer<R>, NoInfer<N>>;
export function subscription(
  definition: SubscriptionDefinition<Access, z.ZodObject, z.ZodType, Errors, RouteText, string>,
): Subscription {
  const { input } = definition;
  if (input._zod.def.type !== "object")
    throw new TypeError("the input of a subscription must be an object, since it also has lastEventId");
  if (Object.hasOwn(input.shape, resumeField))
    throw new TypeError(`the input of a subscription gets ${resumeField} from subscription(): remove it`);
  return {
    ...definition,
    input: input.extend({ [resumeField]: LastEventId }),
    kind: "subscription",
    errors: definition.errors ?? {},
  };
}

/** True for objects, and unions of objects, without a field `reset`. */
const isMessage = (schema: z.core.$ZodType): boolean =>
  objectShapes(schema).every((shape) => shape !== undefined && !Object.hasOwn(shape, "reset"));

const onlyFor = "a subscription streams its messages from GET: remove";

/** A subscription reads events, sends objects, and streams over GET. */
export const checkSubscription: Check = ({ procedure }) => {
  if (procedure.kind !== "subscription") return undefined;
  const { events, output, rest, access } = procedure;
  if (events.length === 0) return "events: name at least one";
  const twice = events.find((name, at) => events.indexOf(name) !== at);
  if (twice !== undefined) return `events: "${twice}" is named twice`;
  if (!isMessage(output))
    return 'output: a message is an object, or a union of objects, without a field "reset", which is the message after a gap';
  if (typeof access === "object" && access.fresh !== undefined)
    return "access: a stream outlives a fresh sign-in, so fresh has no effect: remove it";
  if (rest === undefined) return undefined;
  if (parseRoute(rest.route).method !== "GET") return `rest: ${onlyFor} ${parseRoute(rest.route).method}`;
  const surplus = Object.keys(rest).find((key) => !["route", "query", "headers"].includes(key));
  return surplus === undefined ? undefined : `rest: ${onlyFor} ${surplus}`;
};
