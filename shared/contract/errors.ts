import type * as z from "zod";

/** HTTP statuses an error that users meet may carry. */
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

/** What a contract promises about one of its errors. */
export interface ErrorDeclaration {
  readonly status: ErrorStatus;
  /** What the error is about: a field or a resource, in the words of the API. */
  readonly subject: string;
  /** Short text beside the subject, as in `article: not found`. */
  readonly message: string;
  /** A whole sentence for people. */
  readonly detail: string;
  /** What goes with it for programs, such as how many are left: `fail("sold_out", { left: 3 })`. */
  readonly details?: z.ZodType;
  /** False for a caller who did right so far: limits that count failures do not count it. Absent means true. */
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

/** 404: the subject does not exist, or is not the caller's to know about. */
export const notFound = declare(404, "not found", (subject) => `No such ${subject}.`);

/** 403: the subject exists and the caller may not do this to it. */
export const forbidden = declare(403, "forbidden", (subject) => `This ${subject} belongs to somebody else.`);

/** 409: somebody else has the value already. */
export const taken = declare(409, "has already been taken", (subject) => `This ${subject} has already been taken.`);

/** 401: what the caller presented does not open the httpPolicy. */
export const unauthorized = declare(401, "invalid", (subject) => `The ${subject} are not valid.`);

/** 412: the version that `If-Match` or the input names is no longer the one there is. */
export const changed = declare(412, "has changed", (subject) => `This ${subject} has changed since: read it again.`);

/** Errors that every procedure can meet, whatever its contract declares. */
export const standardErrors = {
  malformed: { status: 400, subject: "request", message: "is malformed", detail: "The request could not be read." },
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
    detail: "Prove once more who you are, then call again within ten minutes.",
  },
  no_such_procedure: { status: 404, subject: "route", message: "not found", detail: "No procedure has this name." },
  wrong_method: { status: 405, subject: "method", message: "not allowed", detail: "Not callable by this method." },
  running: {
    status: 409,
    subject: "idempotency-key",
    message: "is in use",
    detail: "A call with this Idempotency-Key is still being answered: try again shortly.",
  },
  key_reused: {
    status: 422,
    subject: "idempotency-key",
    message: "was used before",
    detail: "This Idempotency-Key was used for another call.",
  },
  condition_required: {
    status: 428,
    subject: "if-match",
    message: "is missing",
    detail: "Send the ETag of what is to be changed as If-Match.",
  },
  too_large: { status: 413, subject: "request", message: "is too large", detail: "The request is too large." },
  wrong_media_type: {
    status: 415,
    subject: "content-type",
    message: "must be application/json",
    detail: "Send the body as application/json.",
  },
  invalid: { status: 422, subject: "input", message: "is invalid", detail: "The input does not fit the contract." },
  limited: { status: 429, subject: "request", message: "too many", detail: "Too many calls: try again later." },
  internal: { status: 500, subject: "server", message: "failed", detail: "Something went wrong on our side." },
  unavailable: {
    status: 503,
    subject: "server",
    message: "is unavailable",
    detail: "The service cannot answer just now: try again shortly.",
  },
} as const satisfies Errors;

/** Codes that clients give themselves, when no answer says more: an error of a contract that bore one could not be told from it. */
export const clientErrorCodes = ["network", "timeout", "aborted", "bad_answer", "token"] as const;

/** Code of an error that needs no declaration. */
export type StandardErrorCode = keyof typeof standardErrors;
