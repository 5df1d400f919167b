import type { StreamedEvent } from "../procedures/index.ts";

/** An event at its place in the log. */
export interface LogEntry extends StreamedEvent {
  /** Its place in commit order, without gaps. */
  readonly position: number;
  /** The resume position after it, opaque to readers. */
  readonly cursor: string;
}

/** A place in the log: after this event. */
export type LogPoint = Pick<LogEntry, "position" | "cursor">;

/** The event log, as streams read it. */
export interface LogSource {
  /** Events after a position, at most `max`, in commit order. @throws when the database is unavailable. */
  readonly read: (after: number, max: number) => Promise<readonly LogEntry[]>;
  /** The end of the log. @throws as `read` does. */
  readonly latest: () => Promise<LogPoint>;
  /** The position of a cursor; `"reset"` where the log no longer reaches back to it, or it is of another history. */
  readonly resolve: (cursor: string) => Promise<number | "reset">;
}
