import type { Keyspace } from "./keyspace.ts";

/** Reply of a command, in JSON types. */
export type CommandReply = string | number | null | readonly CommandReply[];

/** Error reply in Redis's own wording; its first word is the code. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

type Run = (space: Keyspace, args: readonly string[]) => CommandReply;

const wholeNumber = (text: string | undefined): number => {
  if (text === undefined || !/^-?\d{1,15}$/.test(text))
    throw new CommandError("ERR value is not an integer or out of range");
  return Number(text);
};

const msPerUnit: Readonly<Record<string, number>> = { PX: 1, EX: 1000 };

/** SET key value [NX | XX] [GET] [PX ms | EX s | KEEPTTL] */
const set: Run = (space, [key = "", value, ...options]) => {
  if (value === undefined) throw new CommandError("ERR wrong number of arguments");
  const before = space.get(key);
  const flags = new Set<string>();
  let ttlMs: number | undefined;
  for (let at = 0; at < options.length; at++) {
    const option = (options[at] ?? "").toUpperCase();
    const unitMs = msPerUnit[option];
    if (unitMs !== undefined) {
      ttlMs = wholeNumber(options[++at]) * unitMs;
      if (ttlMs <= 0) throw new CommandError("ERR invalid expire time in 'set' command");
    } else if (["NX", "XX", "GET", "KEEPTTL"].includes(option)) flags.add(option);
    else throw new CommandError("ERR syntax error");
  }
  const isRefused = (flags.has("NX") && before !== null) || (flags.has("XX") && before === null);
  const leftMs = flags.has("KEEPTTL") ? space.pttl(key) : -1;
  if (!isRefused) space.set(key, value, leftMs >= 0 ? leftMs : ttlMs);
  if (flags.has("GET")) return before;
  return isRefused ? null : "OK";
};

function incrementBy(space: Keyspace, key: string, by: number): number {
  const value = wholeNumber(space.get(key) ?? "0") + by;
  const leftMs = space.pttl(key);
  space.set(key, String(value), leftMs >= 0 ? leftMs : undefined);
  return value;
}

function expire(space: Keyspace, key: string, ttlMs: number): number {
  if (ttlMs <= 0) return space.delete(key) ? 1 : 0;
  return space.pexpire(key, ttlMs) ? 1 : 0;
}

const remove: Run = (space, keys) => keys.filter((key) => space.delete(key)).length;

/** Commands on string values; scripts, pipelines and transactions belong to the transport. */
export const commands: Readonly<Record<string, Run>> = {
  PING: (_, [text]) => text ?? "PONG",
  ECHO: (_, [text = ""]) => text,
  GET: (space, [key = ""]) => space.get(key),
  MGET: (space, keys) => keys.map((key) => space.get(key)),
  SET: set,
  DEL: remove,
  UNLINK: remove,
  GETDEL: (space, [key = ""]) => {
    const value = space.get(key);
    space.delete(key);
    return value;
  },
  EXISTS: (space, keys) => keys.filter((key) => space.pttl(key) !== -2).length,
  STRLEN: (space, [key = ""]) => new TextEncoder().encode(space.get(key) ?? "").length,
  INCR: (space, [key = ""]) => incrementBy(space, key, 1),
  DECR: (space, [key = ""]) => incrementBy(space, key, -1),
  INCRBY: (space, [key = "", by]) => incrementBy(space, key, wholeNumber(by)),
  DECRBY: (space, [key = "", by]) => incrementBy(space, key, -wholeNumber(by)),
  PTTL: (space, [key = ""]) => space.pttl(key),
  TTL: (space, [key = ""]) => {
    const leftMs = space.pttl(key);
    return leftMs < 0 ? leftMs : Math.round(leftMs / 1000);
  },
  PEXPIRE: (space, [key = "", ms]) => expire(space, key, wholeNumber(ms)),
  EXPIRE: (space, [key = "", seconds]) => expire(space, key, wholeNumber(seconds) * 1000),
  FLUSHDB: (space) => {
    space.clear();
    return "OK";
  },
};
