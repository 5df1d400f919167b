import type * as z from "zod";
import { mayBeUndefined } from "./find-inexpressible.ts";
import { parameterEncodingOf } from "./parameter-encoding.ts";
import { objectErrorOf } from "./schema-errors.ts";

/** An event: its meaning, its readers, and its payload. */
export interface Event<P extends z.ZodObject = z.ZodObject> {
  readonly kind: "event";
  /** One line in the past tense, "An article was published". */
  readonly summary: string;
  /** Further documentation, in Markdown. */
  readonly description?: string;
  /** Whether it leaves the service, by webhooks and brokers. A public event cannot change incompatibly. */
  readonly public: boolean;
  /** Payload field that orders events: a reader handles events with the same value one after another. Absent: in any order. */
  readonly key?: string;
  readonly payload: P;
}

interface EventDefinition<P extends z.ZodObject> {
  readonly summary: string;
  readonly description?: string;
  readonly public?: boolean;
  readonly key?: NoInfer<keyof P["shape"] & string>;
  readonly payload: P;
}

/**
 * Declares an event. Its name is its key in `shared/events.ts`: a subject and a past participle.
 *
 * @example
 * "article.published": event({
 *   summary: "An article was published",
 *   public: true,
 *   key: "articleId",
 *   payload: z.object({ articleId: z.int(), slug: Slug }),
 * })
 */
export const event = <P extends z.ZodObject>({
  public: isPublic = false,
  ...definition
}: EventDefinition<P>): Event<P> => ({ ...definition, kind: "event", public: isPublic });

/** Events by name. */
export type Events = Readonly<Record<string, Event>>;

/** Payload of an event, as its readers get it. */
export type PayloadOf<E extends Event> = z.output<E["payload"]>;

const namePattern = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*\.[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

/** True for one text or number, which orders events. */
function isKey(schema: z.core.$ZodType): boolean {
  const encoding = parameterEncodingOf(schema);
  return schema._zod.optin === undefined && encoding?.kind === "scalar" && !encoding.of.has("boolean");
}

function errorOf(name: string, { key, payload }: Event): string | undefined {
  if (!namePattern.test(name)) return 'its name is not a subject and a past participle, such as "article.published"';
  const error = objectErrorOf(payload);
  if (error !== undefined) return `payload: ${error}`;
  if (mayBeUndefined(payload)) return "payload: it may be undefined, which JSON cannot express";
  if (key === undefined) return undefined;
  const field = Object.hasOwn(payload.shape, key) ? payload.shape[key] : undefined;
  return field === undefined || !isKey(field)
    ? `key: the payload needs "${key}" as a required field of one text or number`
    : undefined;
}

/**
 * Validates all events.
 * @throws {TypeError} naming the event, for a name of another form, a payload that is not plain JSON, or an unusable key.
 */
export function defineEvents<const T extends Events>(events: T): T {
  // As in `defineApi`.
  if (navigator.userAgent === "Cloudflare-Workers") return events;
  for (const [name, event] of Object.entries(events)) {
    const error = errorOf(name, event);
    if (error !== undefined) throw new TypeError(`"${name}": ${error}`);
  }
  return events;
}
