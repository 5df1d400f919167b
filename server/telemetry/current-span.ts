import { AsyncLocalStorage } from "node:async_hooks";
import { type MaybePromise, settleMaybe } from "../concurrency/maybe-promise.ts";
import type { Span, SpanStart } from "./span.ts";
import { statementSpan } from "./statement-span.ts";

/** Number of SQL statements sent by one piece of work. */
export interface StatementCount {
  statements: number;
}

/** The observers of the work that runs now. */
interface Scope {
  readonly count: StatementCount | null;
  readonly span: Span | null;
}

const scopes = new AsyncLocalStorage<Scope>();

/** Runs work and counts the statements it sends to any database, those in transactions included. */
export const countStatements = <T>(count: StatementCount, work: () => T): T => scopes.run({ count, span: null }, work);

/** Runs work below a span: operations that it starts become the span's children. Its statements are counted further. */
export const runInSpan = <T>(span: Span, work: () => T, count = scopes.getStore()?.count ?? null): T =>
  span.run(() => scopes.run({ count, span }, work));

/** Starts an operation below the current one; `null` where no trace is recorded. */
export function startSpan(start: SpanStart): Span | null {
  const span = scopes.getStore()?.span;
  return span?.isRecorded ? span.start(start) : null;
}

/** Counts one SQL statement, and starts its span; `null` where no trace is recorded. */
export function startStatement(text: string): Span | null {
  const scope = scopes.getStore();
  if (scope === undefined) return null;
  if (scope.count !== null) scope.count.statements += 1;
  return scope.span?.isRecorded ? scope.span.start(statementSpan(text)) : null;
}

/** Adds a fact to the current span, where there is one. */
export const setOnSpan = (name: string, value: string | number | boolean): void =>
  scopes.getStore()?.span?.set(name, value);

/** Address of the current span (W3C `traceparent`), to be stored with an event or sent to another service. */
export const currentTraceparent = (): string | null => scopes.getStore()?.span?.traceparent() ?? null;

/** The type of an error for a span: a code such as a SQLSTATE, or the name of its class. Never its message. */
export function errorTypeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" && /^[\w.-]{1,64}$/.test(code) ? code : error.constructor.name;
}

/**
 * Runs work below a span and ends the span with it.
 * @param errorOf the type of error of a result, where work reports failures by its result instead of throwing.
 */
export const runAndEnd = <T>(
  span: Span,
  work: () => MaybePromise<T>,
  errorOf?: (result: T) => string | undefined,
): MaybePromise<T> =>
  settleMaybe(
    () => runInSpan(span, work),
    (value) => {
      span.end(errorOf?.(value));
      return value;
    },
    (error) => {
      span.end(errorTypeOf(error));
      throw error;
    },
  );

/**
 * Runs work as an operation of the current trace; `work` is given its span, or `null` where no trace is recorded.
 *
 * @example
 * await inSpan({ name: "append article.published", kind: "producer" }, () => insert(tx, row));
 */
export function inSpan<T>(start: SpanStart, work: (span: Span | null) => Promise<T>): Promise<T>;
export function inSpan<T>(start: SpanStart, work: (span: Span | null) => MaybePromise<T>): MaybePromise<T>;
export function inSpan<T>(start: SpanStart, work: (span: Span | null) => MaybePromise<T>): MaybePromise<T> {
  const span = startSpan(start);
  return span === null ? work(null) : runAndEnd(span, () => work(span));
}
