import type { LogEntry, LogSource } from "../../server/live/index.ts";
import type { EventName } from "../../shared/events.ts";

/** An event log in memory, for what the real one cannot be brought to on demand. */
export interface MemoryLog extends LogSource {
  readonly append: (name: EventName, payload: unknown) => LogEntry;
  /** Forgets the oldest events. */
  readonly forget: (count: number) => void;
  /** Number of reads so far. */
  readonly reads: () => number;
  /** Makes reads fail; `undefined` heals it. */
  fault: Error | undefined;
}

export function createMemoryLog(): MemoryLog {
  let entries: LogEntry[] = [];
  let position = 0;
  let reads = 0;
  const log: MemoryLog = {
    fault: undefined,
    append: (name, payload) => {
      position += 1;
      const occurredAt = new Date().toISOString();
      const entry = { name, payload, id: crypto.randomUUID(), occurredAt, position, cursor: `c${position}` };
      entries.push(entry);
      return entry;
    },
    forget: (count) => {
      entries = entries.slice(count);
    },
    reads: () => reads,
    read: async (after, max) => {
      reads += 1;
      if (log.fault !== undefined) throw log.fault;
      return entries.filter((entry) => entry.position > after).slice(0, max);
    },
    latest: async () => ({ position, cursor: `c${position}` }),
    resolve: async (cursor) => {
      const named = Number(/^c(\d+)$/.exec(cursor)?.[1] ?? -1);
      const oldest = entries[0]?.position ?? position + 1;
      return named >= oldest - 1 && named <= position ? named : "reset";
    },
  };
  return log;
}
