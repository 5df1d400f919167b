/** Messages by subject, a field or a resource: `{ title: ["can't be blank"] }`. */
export type ErrorMessages = Readonly<Record<string, readonly string[]>>;

/**
 * Codes that the client itself gives, when no answer of the service says more.
 *
 * - `network`: no answer came; whether the call took effect is unknown.
 * - `timeout`: the call's deadline passed; whether it took effect is unknown.
 * - `aborted`: the call's signal was aborted.
 * - `bad_answer`: what answered does not speak this API: a proxy, a wrong address, an answer cut short.
 * - `token`: the token or headers function, or the session's store, failed; nothing was sent.
 */
export type ClientErrorCode = "network" | "timeout" | "aborted" | "bad_answer" | "token";

/** What is known of a failed call beyond its code. */
export interface CallErrorDetails {
  readonly status?: number | undefined;
  readonly errors?: ErrorMessages | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** The one error that calls reject with; `message` is a whole sentence for people. */
export class CallError<Code extends string = string> extends Error {
  /** `"articles.get"`. */
  readonly procedure: string;
  /** The contract's code, a standard one, or one of {@link ClientErrorCode}. */
  readonly code: Code;
  /** HTTP status of this call, 0 when no answer came. */
  readonly status: number;
  readonly errors: ErrorMessages;
  /** What to tell the people who run the service. */
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(procedure: string, code: Code, message: string, details: CallErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "CallError";
    this.procedure = procedure;
    this.code = code;
    this.status = details.status ?? 0;
    this.errors = details.errors ?? {};
    this.requestId = details.requestId;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
