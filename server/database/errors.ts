import { NoResultError } from "kysely";

/** The pool has no free connection, and too many callers wait or the wait timed out. */
export class PoolExhausted extends Error {
  override readonly name = "PoolExhausted";
}

/** The database has unsuitable settings; the message says what to change. */
export class UnfitDatabase extends Error {
  override readonly name = "UnfitDatabase";
}

/** The server is read-only, or its rows may be stale: a standby, or a read-only setting. */
export class ReadOnlyDatabase extends Error {
  override readonly name = "ReadOnlyDatabase";
}

/** The connection was lost during a write. Its outcome is unknown, so it must not be retried. */
export class OutcomeUnknown extends Error {
  override readonly name = "OutcomeUnknown";

  constructor(cause: unknown) {
    super("the connection was lost while a change was stored", { cause });
  }
}

/** The server rolled back at the commit, since an error of an earlier statement was swallowed. */
export class TransactionAborted extends Error {
  override readonly name = "TransactionAborted";

  constructor() {
    super("the transaction was rolled back: the error of an earlier statement was swallowed");
  }
}

const ownErrors = [PoolExhausted, UnfitDatabase, ReadOnlyDatabase, OutcomeUnknown];

/** Reads a text field of an error. */
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

/** Connection errors from before anything was sent. */
const unsent = /not queryable|trying to connect/;

/**
 * True for a transient failure of the database: unreachable, shutting down, out of connections or disk, or a statement
 * timeout (SQLSTATE classes 08, 53, 57).
 */
export function isUnavailable(error: unknown): boolean {
  if (ownErrors.some((kind) => error instanceof kind)) return true;
  const code = codeOf(error);
  if (code !== undefined) return networkCodes.has(code) || code === readOnly || /^(?:08|53|57)/.test(code);
  return error instanceof Error && lostConnection.test(error.message);
}

/** True when the server is read-only: a standby, or a read-only setting. */
export const isReadOnly = (error: unknown): boolean => error instanceof ReadOnlyDatabase || codeOf(error) === readOnly;

/** True when the error ended the connection; statements in flight may have been executed. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (code === undefined)
    return error instanceof Error && lostConnection.test(error.message) && !unsent.test(error.message);
  return networkCodes.has(code) || ["FATAL", "PANIC"].includes(textOf(error, "severity") ?? "");
}

/** True when a prepared statement is unknown or a duplicate: another session answered. The statement was not executed. */
export const isNameUnknown = (error: unknown): boolean => ["26000", "42P05"].includes(codeOf(error) ?? "");

/** True when a migration changed the result type of a prepared statement. The statement was not executed. */
export const isPlanStale = (error: unknown): boolean =>
  codeOf(error) === "0A000" && textOf(error, "routine") === "RevalidateCachedQuery";

/** True when a statement failed only because it was prepared by name: it may be resent unnamed. */
export const isPreparedStatementInvalid = (error: unknown): boolean => isNameUnknown(error) || isPlanStale(error);

/** True when a retry of the whole transaction may succeed: serialization failure, deadlock, or a lost prepared statement. */
export const isRetryable = (error: unknown): boolean =>
  ["40001", "40P01"].includes(codeOf(error) ?? "") || isPreparedStatementInvalid(error);

/** True for a setting that the server does not know. */
export const isSettingUnknown = (error: unknown): boolean => codeOf(error) === "42704";

/** True when a lock was not acquired within `lock_timeout`. */
export const isLockTimeout = (error: unknown): boolean => codeOf(error) === "55P03";

/** True when the statement was not executed because its transaction is aborted. */
export const isAborted = (error: unknown): boolean => codeOf(error) === "25P02";

/** Name of the violated unique constraint or index; `undefined` for other errors. */
export const brokenUniqueness = (error: unknown): string | undefined =>
  codeOf(error) === "23505" ? textOf(error, "constraint") : undefined;

/** True when an expected row is missing: no result, or a foreign key violation. */
export const isRowMissing = (error: unknown): boolean => error instanceof NoResultError || codeOf(error) === "23503";
