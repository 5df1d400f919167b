import { CommandError, type CommandReply, commands } from "./commands.ts";
import { createKeyspace, OutOfMemory } from "./keyspace.ts";
import { sha1, twinOf } from "./script.ts";
import type { Command, Reply, Transport } from "./transport.ts";

export interface MemoryOptions {
  readonly maxBytes?: number;
  readonly nowMs?: () => number;
}

const defaultMaxBytes = 32 * 1024 * 1024;

/** Runs scripts. As in Redis, EVALSHA works for a script once EVAL has sent its text. */
function createScripting(space: ReturnType<typeof createKeyspace>): (command: Command) => CommandReply {
  const known = new Set<string>();
  return ([name = "", script = "", count = "0", ...rest]) => {
    const isText = name.toUpperCase() === "EVAL";
    const sha = isText ? sha1(script) : script.toLowerCase();
    if (!isText && !known.has(sha)) throw new CommandError("NOSCRIPT No matching script. Please use EVAL.");
    const twin = twinOf(sha);
    if (twin === undefined) throw new CommandError("ERR the script has no twin: defineScript makes one");
    known.add(sha);
    return twin(space, rest.slice(0, Number(count)), rest.slice(Number(count)));
  };
}

/**
 * Creates an in-process Redis: text values, scripts by their twins, bounded memory, no persistence.
 * For one process only: on Workers each isolate would have its own, and invalidations would not reach the others.
 */
export function createMemoryTransport({ maxBytes = defaultMaxBytes, nowMs }: MemoryOptions = {}): Transport {
  const space = createKeyspace(maxBytes, nowMs);
  const runScript = createScripting(space);

  const run = (command: Command): Reply => {
    const [name = "", ...args] = command;
    const verb = name.toUpperCase();
    try {
      if (verb === "EVAL" || verb === "EVALSHA") return { result: runScript(command) };
      const known = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
      return known === undefined ? { error: "ERR unknown command" } : { result: known(space, args) };
    } catch (error) {
      if (error instanceof CommandError) return { error: error.message };
      if (error instanceof OutOfMemory) return { error: "OOM command not allowed when used memory > 'maxmemory'." };
      throw error;
    }
  };
  return { isLocal: true, space, send: async ({ commands: batch }) => batch.map(run), close: async () => {} };
}
