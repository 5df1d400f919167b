/** What kept Redis from answering. */
export type RedisErrorCode =
  /** No answer in time. */
  | "deadline"
  /** No connection, or one that broke. */
  | "connection"
  /** An answer that nobody can read. */
  | "answer"
  /** An error that Redis answered. */
  | "refused"
  /** It was not asked: the calls before failed. */
  | "open";

/** Upper case words only: whatever else an error holds may be a command, a key, an address or a token. */
const codeShape = /^[A-Z][A-Z0-9_]{1,39}$/;

/** The only error that calls of Redis end in. Its text is fixed, and it has no cause: those quote commands and addresses. */
export class RedisUnavailable extends Error {
  override readonly name = "RedisUnavailable";
  readonly reason: RedisErrorCode;
  /** First word of Redis's own error (`NOSCRIPT`, `WRONGTYPE`), or the system's (`ECONNREFUSED`). */
  readonly code: string | undefined;

  constructor(reason: RedisErrorCode, code?: string) {
    super("Redis is unavailable.");
    this.reason = reason;
    this.code = code !== undefined && codeShape.test(code) ? code : undefined;
  }
}

/** The system's code of an error or of its cause, such as `ECONNRESET`. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = Reflect.get(error, "code");
  return typeof code === "string" ? code : codeOf(error.cause);
}

/** What became of a connection, without its address. */
export const connectionError = (error: unknown): RedisUnavailable =>
  error instanceof RedisUnavailable ? error : new RedisUnavailable("connection", codeOf(error));
