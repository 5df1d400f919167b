import type * as z from "zod";
import type { Errors } from "./errors.ts";
import { isSound, type Limits, limitsOf } from "./limit.ts";
import { errorOfErrors } from "./procedure-checks.ts";
import { objectErrorOf } from "./schema-errors.ts";

/**
 * The trusted senders, by the CloudEvents attribute `source`. The broker decides who may write to its queue; this
 * restricts the `source` that a writer may state. `"any"`: all of them.
 */
export type MessageAccess = "any" | { readonly sources: readonly string[] };

interface ConsumesDefinition<I extends z.ZodObject, E extends Errors> {
  /** One imperative line, "Mark an order as paid". */
  readonly summary: string;
  /** Further documentation, in Markdown. */
  readonly description?: string;
  /** The queue, topic or stream that messages come from, by its name in the setting `BROKER_SOURCES`. */
  readonly source: string;
  /** The CloudEvents attribute `type` of the messages, "order.paid". */
  readonly type: string;
  /** The trusted senders; enforced before the input is parsed. */
  readonly access: MessageAccess;
  /** The message's data; a message that does not fit becomes a dead letter with its reason. */
  readonly input: I;
  /** Declared errors, by code: a message that fails with one becomes a dead letter. */
  readonly errors?: E;
  /** Rate limits per `"address"`, which is the source; a message beyond them waits. */
  readonly limit?: Limits;
}

/** A message of another service that this one acts on. */
export interface Consumes<I extends z.ZodObject = z.ZodObject, E extends Errors = Errors>
  extends ConsumesDefinition<I, E> {
  readonly kind: "consumes";
  readonly errors: E;
}

/** Consumed messages by name. */
export type Messages = Readonly<Record<string, Consumes>>;

type NoErrors = Record<never, never>;

/**
 * Declares a message that the service consumes from a broker. Its handler runs once for each message, however often the
 * broker delivers it.
 *
 * @example
 * paid: consumes({
 *   summary: "Mark an order as paid",
 *   source: "orders",
 *   type: "order.paid",
 *   access: { sources: ["https://payments.example.com"] },
 *   input: z.object({ orderId: z.int() }),
 *   errors: { unknown_order: notFound("order") },
 * })
 */
export function consumes<I extends z.ZodObject, const E extends Errors = NoErrors>(
  definition: ConsumesDefinition<I, E>,
): Consumes<I, NoInfer<E>>;
export function consumes(definition: ConsumesDefinition<z.ZodObject, Errors>): Consumes {
  return { ...definition, kind: "consumes", errors: definition.errors ?? {} };
}

const sourceName = /^[a-z][a-z0-9-]{0,62}$/;

/** A message has a source, and no account. */
function errorOfLimits(message: Consumes): string | undefined {
  const limits = limitsOf(message);
  if (limits.some(({ per }) => per !== "address"))
    return 'limit: messages are counted per "address", which is their source';
  return limits.every(isSound) ? undefined : "limit: rate, perSeconds and burst must be whole numbers above 0";
}

function errorOf(messages: Messages, name: string, message: Consumes): string | undefined {
  const { source, type, input, access } = message;
  if (!sourceName.test(source))
    return `"${source}" is not a source's name; write lower-case letters, digits and hyphens`;
  if (type === "" || type.length > 200) return "type: it needs 1 to 200 characters";
  const error = objectErrorOf(input);
  if (error !== undefined) return `input: ${error}`;
  const wrong = errorOfErrors(message.errors) ?? errorOfLimits(message);
  if (wrong !== undefined) return wrong;
  if (access !== "any" && access.sources.length === 0) return 'access: it names no source; write "any" for all of them';
  const other = Object.entries(messages).find(
    ([otherName, one]) => otherName !== name && one.source === source && one.type === type,
  );
  return other === undefined ? undefined : `${other[0]} consumes "${type}" of "${source}" as well`;
}

/**
 * Combines the messages that a service consumes and validates them.
 * @throws {TypeError} naming the message, for a schema that is not plain JSON, and for two of one source and type.
 */
export function defineMessages<const T extends Messages>(messages: T): T {
  // As in `defineApi`.
  if (navigator.userAgent === "Cloudflare-Workers") return messages;
  for (const [name, message] of Object.entries(messages)) {
    const error = errorOf(messages, name, message);
    if (error !== undefined) throw new TypeError(`${name}: ${error}`);
  }
  return messages;
}
