import type { LogEntry, LogSource } from "../../server/live/index.ts";
import type { EventName } from "../../shared/events.ts";

/** An event log in memory, for what the real one cannot be brought to on demand. */
export interface MemoryLog extends LogSource {
  readonly append: (name: EventName, payload: unknown) => LogEntry;
  /** Forgets the oldest events. */
  readonly forget: (count: number) => void;
  /** Goes back to a position, after which other events follow, as a restore from a backup does. */
  readonly restore: (position: number) => void;
  /** Number of reads so far. */
  readonly reads: () => number;
  /** Makes reads fail; `undefined` heals it. */
  fault: Error | undefined;
}

export function createMemoryLog(): MemoryLog {
  let entries: LogEntry[] = [];
  let position = 0;
  let reads = 0;
  /** Grows by a letter with each restore. */
  let history = "c";
  const cursors = ["c0"];
  const cursorAt = (at: number) => cursors[at] ?? "none";
  const log: MemoryLog = {
    fault: undefined,
    append: (name, payload) => {
      position += 1;
      const occurredAt = new Date().toISOString();
      cursors[position] = `${history}${position}`;
      const entry = { name, payload, id: crypto.randomUUID(), occurredAt, position, cursor: cursorAt(position) };
      entries.push(entry);
      return entry;
    },
    forget: (count) => {
      entries = entries.slice(count);
    },
    restore: (to) => {
      entries = entries.filter((entry) => entry.position <= to);
      position = to;
      history += "c";
    },
    reads: () => reads,
    read: async (after, max) => {
      reads += 1;
      if (log.fault !== undefined) throw log.fault;
      return entries.filter((entry) => entry.position > after).slice(0, max);
    },
    latest: async () => ({ position, cursor: cursorAt(position) }),
    resolve: async (cursor) => {
      const named = Number(/^c+(\d+)$/.exec(cursor)?.[1] ?? -1);
      const oldest = entries[0]?.position ?? position + 1;
      return named >= oldest - 1 && named <= position && cursor === cursorAt(named) ? named : "reset";
    },
  };
  return log;
}
