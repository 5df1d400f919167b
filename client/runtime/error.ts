/** Messages by subject, a field or a resource: `{ title: ["can't be blank"] }`. */
export type ErrorMessages = Readonly<Record<string, readonly string[]>>;

/**
 * What is wrong with one field of an input, for programs: to mark it in a form, or to tell it in the reader's language.
 * `code` says what, such as `required`, `too_short` or `format`; the others are its bound. New codes may come.
 */
export interface Issue {
  /** The whole path of the field, `lines.1.sku`. */
  readonly path: string;
  readonly code: string;
  /** What people read: the contract's own words where it has some. */
  readonly message: string;
  /** With `type`. */
  readonly expected?: string;
  /** With `too_short` and `too_small`. */
  readonly minimum?: number;
  /** With `too_long` and `too_big`. */
  readonly maximum?: number;
  /** The bound itself is refused. */
  readonly exclusive?: true;
  /** The length must be just this. */
  readonly exact?: true;
  /** What a length counts. */
  readonly unit?: "characters" | "items";
  /** With `not_multiple`. */
  readonly divisor?: number;
  /** With `format`. */
  readonly format?: string;
  /** With `not_allowed`. */
  readonly options?: readonly (string | number | boolean | null)[];
}

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
  readonly issues?: readonly Issue[] | undefined;
  readonly details?: unknown;
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** Guarantees what the contract declares for the code: `isError` is the one place that names a type for it. */
const asDetails = <Details>(details: unknown): Details => details as Details;

/** The one error that calls reject with; `message` is a whole sentence for people. */
export class CallError<Code extends string = string, Details = undefined> extends Error {
  /** `"articles.get"`. */
  readonly procedure: string;
  /** The contract's code, a standard one, or one of {@link ClientErrorCode}. */
  readonly code: Code;
  /** HTTP status of this call, 0 when no answer came. */
  readonly status: number;
  readonly errors: ErrorMessages;
  /** What is wrong with the input, field by field; empty for any other error. */
  readonly issues: readonly Issue[];
  /** What the contract declares to go with the code; `undefined` where it declares nothing. */
  readonly details: Details;
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
    this.issues = details.issues ?? [];
    this.details = asDetails<Details>(details.details);
    this.requestId = details.requestId;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
