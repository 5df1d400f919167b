import { type Observers, Trace } from "../procedures/index.ts";

/** Data of one request's log line, collected while it runs. */
export class RequestLog {
  readonly calls: Trace[] = [];
  /** Number of SQL statements sent, counted where the log reports it. */
  statements = 0;
  viewerId: number | null = null;
  /** Code of the first error. */
  error: string | null = null;
  /** Template of the path that was matched, such as `/api/articles/{slug}`; `null` where none was. */
  route: string | null = null;
  readonly #observers: Observers;

  constructor(observers: Observers) {
    this.#observers = observers;
  }

  /** Starts the trace of a procedure call. */
  begin(procedure: string): Trace {
    const trace = new Trace(procedure, this.#observers);
    this.calls.push(trace);
    return trace;
  }
}

const inMs = (ms: number) => Math.round(ms * 100) / 100;

/** Fields of a request's log line; durations in ms. */
export const lineOf = ({ calls, statements, viewerId, error }: RequestLog, durationMs: number) => ({
  durationMs: inMs(durationMs),
  procedures: calls.map(({ procedure }) => procedure),
  cache: calls.map(({ cache }) => cache),
  statements,
  viewerId,
  error,
});

/**
 * The same as a `Server-Timing` header (W3C) for a browser's developer tools: each call's steps, the cache and the
 * database.
 */
export function serverTimingOf({ calls, statements }: RequestLog, durationMs: number): string {
  const steps = calls.flatMap(({ procedure, cache, durations }) => [
    ...[...(durations ?? [])].map(([step, ms]) => `${step};desc="${procedure}";dur=${inMs(ms)}`),
    ...(cache === null ? [] : [`cache;desc="${cache}"`]),
  ]);
  return [`total;dur=${inMs(durationMs)}`, ...steps, `sql;desc="${statements} statements"`].join(", ");
}
