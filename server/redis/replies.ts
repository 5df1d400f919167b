import type { Command } from "./transport.ts";

const isText = (value: unknown) => typeof value === "string";
const isTextOrNull = (value: unknown) => value === null || isText(value);
const isWhole = (value: unknown) => Number.isSafeInteger(value);

/** What commands answer whose answers are not decoded elsewhere; scripts check theirs. */
const shapes: Readonly<Record<string, (value: unknown, args: readonly string[]) => boolean>> = {
  GET: isTextOrNull,
  GETDEL: isTextOrNull,
  MGET: (value, keys) => Array.isArray(value) && value.length === keys.length && value.every(isTextOrNull),
  PING: isText,
  ECHO: isText,
  SET: isTextOrNull,
  DEL: isWhole,
  UNLINK: isWhole,
  EXISTS: isWhole,
  STRLEN: isWhole,
  INCR: isWhole,
  DECR: isWhole,
  INCRBY: isWhole,
  DECRBY: isWhole,
  TTL: isWhole,
  PTTL: isWhole,
  EXPIRE: isWhole,
  PEXPIRE: isWhole,
};

/** Whether a command can have answered this; another answer comes from something that is no Redis, or out of step. */
export function canAnswer([name = "", ...args]: Command, value: unknown): boolean {
  const verb = name.toUpperCase();
  return !Object.hasOwn(shapes, verb) || shapes[verb]?.(value, args) === true;
}
