import { Trace } from "../procedures/index.ts";

/** What one request leaves in the log, filled in as it goes. */
export class RequestLog {
  readonly calls: Trace[] = [];
  /** SQL statements that were sent for it, counted where the log tells them. */
  statements = 0;
  viewerId: number | null = null;
  /** First error code met. */
  error: string | null = null;
  readonly #isTimed: boolean;

  constructor(isTimed: boolean) {
    this.#isTimed = isTimed;
  }

  /** A call of this procedure begins. */
  begin(procedure: string): Trace {
    const trace = new Trace(procedure, this.#isTimed);
    this.calls.push(trace);
    return trace;
  }
}

const inMs = (ms: number) => Math.round(ms * 100) / 100;

/** What a request has left, as its line in the log tells it; times in ms. */
export const lineOf = ({ calls, statements, viewerId, error }: RequestLog, durationMs: number) => ({
  durationMs: inMs(durationMs),
  procedures: calls.map(({ procedure }) => procedure),
  cache: calls.map(({ cache }) => cache),
  statements,
  viewerId,
  error,
});

/** The same as `Server-Timing` (W3C), for a browser's developer tools: each call's steps, the cache and the database. */
export function serverTimingOf({ calls, statements }: RequestLog, durationMs: number): string {
  const steps = calls.flatMap(({ procedure, cache, durations }) => [
    ...[...(durations ?? [])].map(([step, ms]) => `${step};desc="${procedure}";dur=${inMs(ms)}`),
    ...(cache === null ? [] : [`cache;desc="${cache}"`]),
  ]);
  return [`total;dur=${inMs(durationMs)}`, ...steps, `sql;desc="${statements} statements"`].join(", ");
}
