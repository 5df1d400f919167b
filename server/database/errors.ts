import { NoResultError } from "kysely";

/** The pool has no connection to give and too many callers wait already. */
export class PoolExhausted extends Error {
  override readonly name = "PoolExhausted";
}

/** Text that an error carries under a key, if it does. */
function textOf(error: unknown, key: "code" | "constraint"): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" ? value : undefined;
}

const codeOf = (error: unknown) => textOf(error, "code");

const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "EAI_AGAIN",
]);

// pg and pg-pool report these without a code.
const lostConnection =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)|(?:not queryable|network connection lost)/i;

/**
 * True when the database could not do its work now but may later: unreachable, shutting down, out of connections
 * or disk, or a statement that ran out of time (SQLSTATE classes 08, 53, 57).
 */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof PoolExhausted) return true;
  const code = codeOf(error);
  if (code !== undefined) return networkCodes.has(code) || /^(?:08|53|57)/.test(code);
  return error instanceof Error && lostConnection.test(error.message);
}

/** True when the whole transaction may succeed if it is run again: serialization failure or deadlock. */
export const isRetryable = (error: unknown): boolean => ["40001", "40P01"].includes(codeOf(error) ?? "");

/** True when the statement was not run because one before it failed in the same transaction. */
export const isAborted = (error: unknown): boolean => codeOf(error) === "25P02";

/** Name of the unique constraint or index that the statement broke, if it is what failed. */
export const brokenUniqueness = (error: unknown): string | undefined =>
  codeOf(error) === "23505" ? textOf(error, "constraint") : undefined;

/** True when a row that was counted on is not there, or not any more: none was found, or a foreign key was broken. */
export const isRowMissing = (error: unknown): boolean => error instanceof NoResultError || codeOf(error) === "23503";
