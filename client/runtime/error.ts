/** Messages by subject, a field or a resource: `{ title: ["can't be blank"] }`. */
export type ErrorMessages = Readonly<Record<string, readonly string[]>>;

/**
 * A validation issue of one input field, for programs: to mark the field in a form, or to translate the message.
 * `code` is the kind, such as `required`, `too_short` or `format`; the other fields hold its bounds. New codes may be added.
 */
export interface Issue {
  /** Full path of the field, `lines.1.sku`. */
  readonly path: string;
  readonly code: string;
  /** Text for people; the contract's own message if it has one. */
  readonly message: string;
  /** With `type`. */
  readonly expected?: string;
  /** With `too_short` and `too_small`. */
  readonly minimum?: number;
  /** With `too_long` and `too_big`. */
  readonly maximum?: number;
  /** The bound itself is invalid. */
  readonly exclusive?: true;
  /** The length must be exactly this. */
  readonly exact?: true;
  /** Unit of a length. */
  readonly unit?: "characters" | "items";
  /** With `not_multiple`. */
  readonly divisor?: number;
  /** With `format`. */
  readonly format?: string;
  /** With `not_allowed`. */
  readonly options?: readonly (string | number | boolean | null)[];
}

/**
 * Codes of errors that the client detects itself.
 *
 * - `network`: no response; whether the call took effect is unknown.
 * - `timeout`: the call's deadline passed; whether it took effect is unknown.
 * - `aborted`: the call's signal was aborted.
 * - `bad_answer`: the response is not from this API: a proxy, a wrong URL, a truncated response.
 * - `reset`: messages of a subscription are missing, and it has no `onReset`.
 * - `token`: the token or headers function, or the session's store, failed, or gave what no header
 *   can hold; nothing was sent.
 */
export type ClientErrorCode = "network" | "timeout" | "aborted" | "bad_answer" | "reset" | "token";

/** Optional properties of a {@link CallError}. */
export interface CallErrorDetails {
  readonly status?: number | undefined;
  readonly errors?: ErrorMessages | undefined;
  readonly issues?: readonly Issue[] | undefined;
  readonly details?: unknown;
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** Guarantees the details type that the contract declares for the code; only `isError` chooses it. */
const asDetails = <Details>(details: unknown): Details => details as Details;

/** The error that all calls reject with; `message` is a full sentence for people. */
export class CallError<Code extends string = string, Details = undefined> extends Error {
  /** `"articles.get"`. */
  readonly procedure: string;
  /** A code declared by the contract, a standard error code, or a {@link ClientErrorCode}. */
  readonly code: Code;
  /** HTTP status of this call, 0 without a response. */
  readonly status: number;
  readonly errors: ErrorMessages;
  /** Validation issues of the input; empty for other errors. */
  readonly issues: readonly Issue[];
  /** Details as declared by the contract for the code; `undefined` if none are declared. */
  readonly details: Details;
  /** Request id, for reports to the operator of the service. */
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(procedure: string, code: Code, message: string, details: CallErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "CallError";
    this.procedure = procedure;
    this.code = code;
    this.status = details.status ?? 0;
    this.errors = details.errors ?? {};
    this.issues = details.issues ?? [];
    this.details = asDetails<Details>(details.details);
    this.requestId = details.requestId;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
