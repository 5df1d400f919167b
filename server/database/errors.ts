import { NoResultError } from "kysely";

/** The pool has no connection to give and too many callers wait already. */
export class PoolExhausted extends Error {
  override readonly name = "PoolExhausted";
}

/** The database is set up so that the service would go wrong; the message says what to change. */
export class UnfitDatabase extends Error {
  override readonly name = "UnfitDatabase";
}

/** The server takes no writes now, or its rows may be old: a standby, or one that is set to be read only. */
export class ReadOnlyDatabase extends Error {
  override readonly name = "ReadOnlyDatabase";
}

/** The connection was lost while a change was stored: whether it was made is not known, so it must not be repeated. */
export class OutcomeUnknown extends Error {
  override readonly name = "OutcomeUnknown";

  constructor(cause: unknown) {
    super("the connection was lost while a change was stored", { cause });
  }
}

const ownFaults = [PoolExhausted, UnfitDatabase, ReadOnlyDatabase, OutcomeUnknown];

/** Text that an error carries under a key, if it does. */
function textOf(error: unknown, key: "code" | "constraint" | "severity" | "routine"): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" ? value : undefined;
}

const codeOf = (error: unknown) => textOf(error, "code");

/** SQLSTATE read_only_sql_transaction. */
const readOnly = "25006";

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

/** Of those above, the ones that came before anything was sent. */
const unsent = /not queryable|trying to connect/;

/**
 * True when the database could not do its work now but may later: unreachable, shutting down, out of connections
 * or disk, or a statement that ran out of time (SQLSTATE classes 08, 53, 57).
 */
export function isUnavailable(error: unknown): boolean {
  if (ownFaults.some((kind) => error instanceof kind)) return true;
  const code = codeOf(error);
  if (code !== undefined) return networkCodes.has(code) || code === readOnly || /^(?:08|53|57)/.test(code);
  return error instanceof Error && lostConnection.test(error.message);
}

/** True when the server took no write: it is a standby, or set to be read only. */
export const isReadOnly = (error: unknown): boolean => error instanceof ReadOnlyDatabase || codeOf(error) === readOnly;

/** True when the connection ended with the error: what was under way then may have been done. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined)
    return error instanceof Error && lostConnection.test(error.message) && !unsent.test(error.message);
  return networkCodes.has(code) || ["FATAL", "PANIC"].includes(textOf(error, "severity") ?? "");
}

/** True when the server does not know a named statement, or knows it already: another session answered. It was not run. */
export const isNameUnknown = (error: unknown): boolean => ["26000", "42P05"].includes(codeOf(error) ?? "");

/** True when a named statement was planned before a migration that changes its answer. It was not run. */
export const isPlanStale = (error: unknown): boolean =>
  codeOf(error) === "0A000" && textOf(error, "routine") === "RevalidateCachedQuery";

/** True when a statement failed for its name alone: without one it may be sent again. */
export const isNameAtFault = (error: unknown): boolean => isNameUnknown(error) || isPlanStale(error);

/** True when the whole transaction may succeed if it is run again: serialization failure, deadlock, or a lost name. */
export const isRetryable = (error: unknown): boolean =>
  ["40001", "40P01"].includes(codeOf(error) ?? "") || isNameAtFault(error);

/** True when a lock was not free within `lock_timeout`. */
export const isLockTimeout = (error: unknown): boolean => codeOf(error) === "55P03";

/** True when the statement was not run because one before it failed in the same transaction. */
export const isAborted = (error: unknown): boolean => codeOf(error) === "25P02";

/** Name of the unique constraint or index that the statement broke, if it is what failed. */
export const brokenUniqueness = (error: unknown): string | undefined =>
  codeOf(error) === "23505" ? textOf(error, "constraint") : undefined;

/** True when a row that was counted on is not there, or not any more: none was found, or a foreign key was broken. */
export const isRowMissing = (error: unknown): boolean => error instanceof NoResultError || codeOf(error) === "23503";
