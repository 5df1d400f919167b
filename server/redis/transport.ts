import type { Keyspace } from "./keyspace.ts";

/** A command's name and arguments. */
export type Command = readonly string[];

/** Commands sent together. `pipeline`: in order, not atomic; `multi`: an atomic transaction. */
export interface Batch {
  readonly kind: "single" | "pipeline" | "multi";
  readonly commands: readonly Command[];
}

/** Reply to one command: text, an integer, `null`, or a list of these; or an error. */
export type Reply = { readonly result: unknown } | { readonly error: string };

/** Transport to Redis. Connects on the first `send`. */
export interface Transport {
  /**
   * Sends a batch. @returns one reply per command.
   * @throws {RedisUnavailable} when the outcome of the commands is unknown.
   */
  readonly send: (batch: Batch, signal: AbortSignal) => Promise<readonly Reply[]>;
  readonly close: () => Promise<void>;
  /** Number of lost connections; absent where no connection is kept open. */
  readonly losses?: () => number;
  /** True where calls cannot time out or be lost. */
  readonly isLocal: boolean;
  /** The keys of Redis, where it runs in this process. */
  readonly space?: Keyspace;
}
