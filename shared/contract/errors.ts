import type * as z from "zod";

/** HTTP statuses that a declared error may have. */
export type ErrorStatus =
  | (
      | 400
      | 401
      | 402
      | 403
      | 404
      | 405
      | 406
      | 408
      | 409
      | 410
      | 412
      | 413
      | 415
      | 422
      | 423
      | 424
      | 425
      | 428
      | 429
      | 451
    )
  | (500 | 501 | 502 | 503 | 504 | 507);

/** Declares an error of a procedure. */
export interface ErrorDeclaration {
  readonly status: ErrorStatus;
  /** The field or resource that the error is about. */
  readonly subject: string;
  /** Short text after the subject, as in `article: not found`. */
  readonly message: string;
  /** A full sentence for people. */
  readonly detail: string;
  /** Schema of structured data for programs, such as the remaining count: `fail("sold_out", { left: 3 })`. */
  readonly details?: z.ZodType;
  /** False for an expected step, such as a request for a second factor: failure limits do not count it. Absent means true. */
  readonly isFailure?: false;
}

/** A procedure's errors, by code. */
export type Errors = Readonly<Record<string, ErrorDeclaration>>;

const declare =
  (status: ErrorStatus, defaultMessage: string, sentence: (subject: string) => string) =>
  (subject: string, detail = sentence(subject), message = defaultMessage): ErrorDeclaration => ({
    status,
    subject,
    message,
    detail,
  });

/** 404: the subject does not exist, or is hidden from the caller. */
export const notFound = declare(404, "not found", (subject) => `No such ${subject}.`);

/** 403: the subject exists, but the caller may not perform this action on it. */
export const forbidden = declare(403, "forbidden", (subject) => `This ${subject} belongs to another account.`);

/** 409: the value is in use already. */
export const taken = declare(409, "has already been taken", (subject) => `This ${subject} has already been taken.`);

/** 401: the presented credentials are invalid. */
export const unauthorized = declare(401, "invalid", (subject) => `The ${subject} are not valid.`);

/** 412: the version in `If-Match` or the input is not the current one. */
export const changed = declare(
  412,
  "has changed",
  (subject) => `This ${subject} has changed in the meantime: read it again.`,
);

/** Errors that any procedure may return, without declaring them. */
export const standardErrors = {
  malformed: { status: 400, subject: "request", message: "is malformed", detail: "The request could not be parsed." },
  unauthorized: { status: 401, subject: "token", message: "is missing", detail: "Sign in to call this procedure." },
  refused: { status: 403, subject: "request", message: "forbidden", detail: "You may not call this procedure." },
  out_of_scope: {
    status: 403,
    subject: "scope",
    message: "is missing",
    detail: "This API key may not call this procedure.",
  },
  reauth_required: {
    status: 403,
    subject: "session",
    message: "is not fresh",
    detail: "Re-authenticate, then call again within ten minutes.",
  },
  no_such_procedure: { status: 404, subject: "route", message: "not found", detail: "No such procedure or route." },
  wrong_method: {
    status: 405,
    subject: "method",
    message: "not allowed",
    detail: "This HTTP method is not allowed here.",
  },
  running: {
    status: 409,
    subject: "idempotency-key",
    message: "is in use",
    detail: "A call with this Idempotency-Key is still in progress: try again shortly.",
  },
  key_reused: {
    status: 422,
    subject: "idempotency-key",
    message: "was used before",
    detail: "This Idempotency-Key was used for a different call.",
  },
  condition_required: {
    status: 428,
    subject: "if-match",
    message: "is missing",
    detail: "Send the ETag of the current version as If-Match.",
  },
  too_large: { status: 413, subject: "request", message: "is too large", detail: "The request is too large." },
  wrong_media_type: {
    status: 415,
    subject: "content-type",
    message: "must be application/json",
    detail: "Send the body as application/json.",
  },
  invalid: { status: 422, subject: "input", message: "is invalid", detail: "The input does not match the contract." },
  limited: { status: 429, subject: "request", message: "too many", detail: "Too many calls: try again later." },
  internal: { status: 500, subject: "server", message: "failed", detail: "An internal error occurred." },
  unavailable: {
    status: 503,
    subject: "server",
    message: "is unavailable",
    detail: "The service is temporarily unavailable: try again shortly.",
  },
} as const satisfies Errors;

/** Codes that clients use for their own errors, when there is no usable response. Contracts may not declare them. */
export const clientErrorCodes = ["network", "timeout", "aborted", "bad_answer", "reset", "token"] as const;

/** Code of an error that needs no declaration. */
export type StandardErrorCode = keyof typeof standardErrors;
