import {
  type ErrorDeclaration,
  type Errors,
  type Issue,
  type IssueCode,
  type StandardErrorCode,
  standardErrors,
} from "../../shared/contract/index.ts";

/** Messages by subject: `{ title: ["can't be blank"] }`. */
export type Subjects = Readonly<Record<string, readonly string[]>>;

/** Additions to an error's declaration. */
export interface ApiErrorOptions {
  readonly subjects?: Subjects;
  /** Validation issues, for programs. */
  readonly issues?: readonly Issue[];
  readonly detail?: string;
  /** Details that the contract declares; `undefined` without any. */
  readonly details?: unknown;
  readonly retryAfterSeconds?: number;
  /** Headers besides `Retry-After`, by lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error for the caller; every text in it comes from a contract. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly status: ErrorDeclaration["status"];
  readonly detail: string;
  readonly subjects: Subjects;
  /** Validation issues; empty for any other error. */
  readonly issues: readonly Issue[];
  /** Details for programs; `undefined` where the contract declares none. */
  readonly details: unknown;
  readonly retryAfterSeconds: number | undefined;
  /** Whether rate limits that count failures count this error. */
  readonly isFailure: boolean;
  /** Headers of the error response, on every surface. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, declaration: ErrorDeclaration, details: ApiErrorOptions = {}) {
    super(details.detail ?? declaration.detail);
    this.code = code;
    this.status = declaration.status;
    this.detail = this.message;
    this.subjects = details.subjects ?? { [declaration.subject]: [declaration.message] };
    this.issues = details.issues ?? [];
    this.details = details.details;
    this.isFailure = declaration.isFailure ?? true;
    this.retryAfterSeconds = details.retryAfterSeconds;
    const { retryAfterSeconds } = this;
    this.headers = {
      ...details.headers,
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
    };
  }
}

/** Creates a standard error, which needs no declaration. */
export const standardError = (code: StandardErrorCode, details?: ApiErrorOptions): ApiError =>
  new ApiError(code, standardErrors[code], details);

/** Guarantees messages: the types of `fail` accept nothing else after the details. */
const asMessages = (value: unknown) => value as readonly string[] | undefined;

/**
 * Creates an error that the contract declares. `more` holds the arguments of `fail` after the code: the details where
 * the contract declares some, then messages that replace the declared one.
 * @throws {TypeError} when the contract declares no such error, or the details do not fit.
 */
export function declaredError(errors: Errors, code: string, more: readonly unknown[] = []): ApiError {
  const declaration = errors[code];
  if (declaration === undefined) throw new TypeError(`the contract declares no error "${code}"`);
  const [first, second] = more;
  const messages = asMessages(declaration.details === undefined ? first : second);
  const parsed = declaration.details?.safeParse(first);
  if (parsed?.success === false)
    throw new TypeError(`the details of "${code}" do not fit its contract`, { cause: parsed.error });
  return new ApiError(code, declaration, {
    ...(messages !== undefined && { subjects: { [declaration.subject]: messages } }),
    details: parsed?.data,
  });
}

/** 422 about an input: one message per field for people, all issues for programs. */
export function invalidInput(issues: readonly Issue[]): ApiError {
  const subjects = new Map<string, readonly string[]>();
  for (const { path, message } of issues) if (!subjects.has(path)) subjects.set(path, [message]);
  return standardError("invalid", { subjects: Object.fromEntries(subjects), issues });
}

/** 422 about one field of the input. */
export const invalidField = (path: string, message: string, code: IssueCode = "rule"): ApiError =>
  invalidInput([{ path, code, message }]);
