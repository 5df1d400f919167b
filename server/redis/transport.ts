import type { Keyspace } from "./keyspace.ts";

/** A command's name and arguments. */
export type Command = readonly string[];

/** What is sent at once. `pipeline`: in order, though others may come between; `multi`: all or nothing. */
export interface Batch {
  readonly kind: "single" | "pipeline" | "multi";
  readonly commands: readonly Command[];
}

/** What Redis says to one command: text, a whole number, `null`, or a list of these. */
export type Reply = { readonly result: unknown } | { readonly error: string };

/** A way to Redis. Nothing is opened before the first `send`. */
export interface Transport {
  /**
   * One reply a command.
   * @throws {RedisUnavailable} when it is not known what became of the commands.
   */
  readonly send: (batch: Batch, signal: AbortSignal) => Promise<readonly Reply[]>;
  readonly close: () => Promise<void>;
  /** How often a connection broke; absent where none is kept. */
  readonly losses?: () => number;
  /** True where calls cannot be late or lost. */
  readonly isLocal: boolean;
  /** All that there is, where Redis is in this process. */
  readonly space?: Keyspace;
}
