import { DeadlineExceeded } from "../concurrency/deadline.ts";

/** Why a call of Redis failed. */
export type RedisErrorCode =
  /** No reply within the deadline. */
  | "deadline"
  /** The connection failed or was lost. */
  | "connection"
  /** A malformed reply. */
  | "answer"
  /** An error reply. */
  | "refused"
  /** Not sent: the circuit breaker is open. */
  | "open";

/** Upper-case words only: any other part of an error may be a command, a key, an address or a token. */
const codeShape = /^[A-Z][A-Z0-9_]{1,39}$/;

/** The only error that Redis calls reject with. Fixed text and no cause, since causes quote commands and addresses. */
export class RedisUnavailable extends Error {
  override readonly name = "RedisUnavailable";
  readonly reason: RedisErrorCode;
  /** First word of Redis's error reply (`NOSCRIPT`, `WRONGTYPE`), or the system's error code (`ECONNREFUSED`). */
  readonly code: string | undefined;

  constructor(reason: RedisErrorCode, code?: string) {
    super("Redis is unavailable.");
    this.reason = reason;
    this.code = code !== undefined && codeShape.test(code) ? code : undefined;
  }
}

/** The system error code of an error or of its cause, such as `ECONNRESET`. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? code : codeOf(error.cause);
}

/** Converts a failed call to {@link RedisUnavailable}, without the address. */
export function connectionError(error: unknown): RedisUnavailable {
  if (error instanceof RedisUnavailable) return error;
  return error instanceof DeadlineExceeded
    ? new RedisUnavailable("deadline")
    : new RedisUnavailable("connection", codeOf(error));
}
