import { createKeyspace, type Keyspace, OutOfMemory } from "./keyspace.ts";
import { type CommandReply, inMemoryScriptOf, sha1 } from "./script.ts";
import type { Command, Reply, Transport } from "./transport.ts";

export interface MemoryOptions {
  readonly maxBytes?: number;
  readonly nowMs?: () => number;
}

const defaultMaxBytes = 32 * 1024 * 1024;

/** Error reply in Redis's own wording; its first word is the code. */
class CommandError extends Error {
  override readonly name = "CommandError";
}

/** Runs scripts. As in Redis, EVALSHA works for a script once EVAL has sent its text. */
function createScripting(space: Keyspace): (command: Command) => CommandReply {
  const known = new Set<string>();
  return ([name = "", script = "", count = "0", ...rest]) => {
    const isText = name.toUpperCase() === "EVAL";
    const sha = isText ? sha1(script) : script.toLowerCase();
    if (!isText && !known.has(sha)) throw new CommandError("NOSCRIPT No matching script. Please use EVAL.");
    const inMemory = inMemoryScriptOf(sha);
    if (inMemory === undefined)
      throw new CommandError("ERR the script has no TypeScript version: defineScript makes one");
    known.add(sha);
    return inMemory(space, rest.slice(0, Number(count)), rest.slice(Number(count)));
  };
}

/**
 * Creates the in-process counterpart of Redis for the commands of this service: scripts, run by their TypeScript
 * versions, and MGET. Its memory is bounded, and nothing is persisted. For one process only: on Workers each isolate would
 * have its own, and invalidations would not reach the others.
 */
export function createMemoryTransport({ maxBytes = defaultMaxBytes, nowMs }: MemoryOptions = {}): Transport {
  const space = createKeyspace(maxBytes, nowMs);
  const runScript = createScripting(space);

  const run = (command: Command): Reply => {
    const [name = "", ...keys] = command;
    const verb = name.toUpperCase();
    try {
      if (verb === "EVAL" || verb === "EVALSHA") return { result: runScript(command) };
      if (verb === "MGET") return { result: keys.map(space.get) };
      return { error: "ERR unknown command" };
    } catch (error) {
      if (error instanceof CommandError) return { error: error.message };
      if (error instanceof OutOfMemory) return { error: "OOM command not allowed when used memory > 'maxmemory'." };
      throw error;
    }
  };
  return { isLocal: true, space, send: async ({ commands: batch }) => batch.map(run), close: async () => {} };
}
