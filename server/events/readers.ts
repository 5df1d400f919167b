import { describeError } from "../providers/log.ts";
import { createReader, type Reader } from "./reader.ts";
import type { ReaderDefinition, ReaderOptions } from "./reader-settings.ts";

/** All durable readers of a process. */
export interface Readers {
  /** Stores the first position of each, before the first event that it must not miss. A failing one is logged, and `loop` tries again. */
  readonly register: () => Promise<void>;
  /** Lets each handle at most `max` events, all at once. A failing one does not block the others. */
  readonly runOnce: (options: { readonly max: number }) => Promise<void>;
  /** Runs all until the signal aborts. Never rejects. */
  readonly loop: (signal: AbortSignal) => Promise<void>;
  /** Notifies the readers that events were committed. */
  readonly wake: () => void;
}

/**
 * Creates the readers of a process.
 * @throws {TypeError} for two of one name, which would share a position.
 */
export function createReaders(
  definitions: readonly ReaderDefinition[],
  { db, log, tracer }: Pick<ReaderOptions, "db" | "log" | "tracer">,
): Readers {
  const names = definitions.map(({ name }) => name);
  const double = names.find((name, at) => names.indexOf(name) !== at);
  if (double !== undefined) throw new TypeError(`two readers of the event log are called "${double}"`);
  const readers = definitions.map((definition) => createReader({ ...definition, db, log, tracer }));
  const attempt = async (reader: Reader, run: () => Promise<unknown>) => {
    try {
      await run();
    } catch (error) {
      log.warn("events.reader_failed", { reader: reader.name, failures: 1, error: describeError(error) });
    }
  };
  return {
    register: async () => {
      for (const reader of readers) await attempt(reader, reader.register);
    },
    runOnce: async ({ max }) => {
      await Promise.all(readers.map((reader) => attempt(reader, () => reader.runOnce({ max }))));
    },
    loop: async (signal) => {
      await Promise.all(readers.map((reader) => reader.loop(signal)));
    },
    wake: () => {
      for (const reader of readers) reader.wake();
    },
  };
}
