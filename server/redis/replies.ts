import type { Command } from "./transport.ts";

const isText = (value: unknown) => typeof value === "string";
const isTextOrNull = (value: unknown) => value === null || isText(value);
const isWhole = (value: unknown) => Number.isSafeInteger(value);

/** Reply types of commands whose replies are not decoded elsewhere; scripts decode their own. */
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

/** Whether the value is a valid reply to the command. An invalid one comes from another server, or belongs to another command. */
export function isReplyTo([name = "", ...args]: Command, value: unknown): boolean {
  const verb = name.toUpperCase();
  return !Object.hasOwn(shapes, verb) || shapes[verb]?.(value, args) === true;
}
