import { type EventName, type EventPayloads, events } from "../../shared/events.ts";
import type { Db, Tx } from "../database/index.ts";
import { currentTraceparent, inSpan, messageSpan } from "../telemetry/index.ts";
import { insertPending, type LoggedEvent, readAfter } from "./log.queries.ts";

/** Upper bound of a payload's JSON text, in characters. */
const maxPayloadLength = 65_536;

/** Options of {@link append}. */
export interface AppendOptions {
  /** The trace that the change belongs to, as W3C Trace Context writes it. */
  readonly traceparent?: string | undefined;
}

/** The field's name is part of the key, so that subjects with equal ids do not wait for each other. */
const keyOf = (field: string | undefined, payload: Readonly<Record<string, unknown>>): string | null =>
  field === undefined ? null : `${field}:${payload[field]}`;

/**
 * Appends an event to the log in the transaction of its change, so both commit atomically. It leaves with the next statement
 * of the transaction, or with its commit.
 * @returns the event's id, the same in every delivery.
 * @throws {TypeError} outside a transaction, or for a payload beyond 65,536 characters; {z.ZodError} when it does not fit.
 *
 * @example
 * await transaction(db, async (tx) => {
 *   await deleteArticle(tx, article.id);
 *   await append(tx, "article.deleted", { articleId: article.id, slug: article.slug, authorId, author });
 * });
 */
export async function append<E extends EventName>(
  tx: Tx,
  name: E,
  payload: EventPayloads[E],
  { traceparent }: AppendOptions = {},
): Promise<string> {
  if (!tx.isTransaction) throw new TypeError(`"${name}" must be appended in the transaction of its change`);
  const { key, payload: schema, public: isPublic } = events[name];
  const parsed: Readonly<Record<string, unknown>> = schema.parse(payload);
  const json = JSON.stringify(parsed);
  if (json.length > maxPayloadLength)
    throw new TypeError(`"${name}" has a payload of ${json.length} characters; at most ${maxPayloadLength} are kept`);
  const id = crypto.randomUUID();
  const row = { id, name, key: keyOf(key, parsed), isPublic, payload: json };
  await inSpan(messageSpan("create", "append", name), () =>
    insertPending(tx, { ...row, traceparent: traceparent ?? currentTraceparent() }),
  );
  return id;
}

/** True for the name of an event that this release declares. */
export const isEventName = (name: string): name is EventName => Object.hasOwn(events, name);

/** An event under its contract; its `name` determines the type of its payload. */
export type TypedEvent<E extends EventName = EventName> = {
  readonly [N in E]: Omit<LoggedEvent, "name" | "payload"> & { readonly name: N; readonly payload: EventPayloads[N] };
}[E];

/**
 * Guarantees that name and payload belong together: `parsed` is the output of that name's own schema, a pair that a table
 * of all events cannot express.
 */
const typed = (logged: LoggedEvent, parsed: unknown): TypedEvent => ({ ...logged, payload: parsed }) as TypedEvent;

/** Reads an event under its contract. @returns `undefined` for an event of another release that does not fit this one. */
export function typedEvent(logged: LoggedEvent): TypedEvent | undefined {
  if (!isEventName(logged.name)) return undefined;
  const parsed = events[logged.name].payload.safeParse(logged.payload);
  return parsed.success ? typed(logged, parsed.data) : undefined;
}

/**
 * Reads the events after a position in commit order, in one round trip. Events are numbered after their commit: none
 * appears later at a lower position.
 * @param max upper bound of the events read, at most 1000; fewer were read where the log ends.
 */
export const readLog = (
  db: Db,
  { after, max }: { readonly after: number; readonly max: number },
): Promise<readonly LoggedEvent[]> => readAfter(db, after, Math.min(max, 1000));
