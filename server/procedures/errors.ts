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

/** What goes beyond an error's declaration. */
export interface ApiErrorOptions {
  readonly subjects?: Subjects;
  /** What is wrong with an input, for programs. */
  readonly issues?: readonly Issue[];
  readonly detail?: string;
  /** What the contract declares to go with it; `undefined` where it declares nothing. */
  readonly details?: unknown;
  readonly retryAfterSeconds?: number;
  /** Headers beside `Retry-After`, by lower-case name. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error that the caller is meant to see; every text in it comes from a contract. */
export class ApiError extends Error {
  override readonly name = "Fault";
  readonly code: string;
  readonly status: ErrorDeclaration["status"];
  readonly detail: string;
  readonly subjects: Subjects;
  /** What is wrong with an input; empty for any other error. */
  readonly issues: readonly Issue[];
  /** What goes with it for programs; `undefined` where the contract declares nothing. */
  readonly details: unknown;
  readonly retryAfterSeconds: number | undefined;
  /** Whether limits that count failures count the call. */
  readonly isFailure: boolean;
  /** Headers that go with it, whichever surface answers. */
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

/** A fault that needs no declaration. */
export const standardError = (code: StandardErrorCode, details?: ApiErrorOptions): ApiError =>
  new ApiError(code, standardErrors[code], details);

/** Guarantees messages: the types of `fail` take nothing else after the details. */
const asMessages = (value: unknown) => value as readonly string[] | undefined;

/**
 * An error that the contract declares. `more` is what `fail` is given after the code: the details where the contract
 * declares some, then what is said of the subject in place of the declared message.
 * @throws {TypeError} when the contract declares no such error, or details do not fit what it declares.
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

/** 422 about an input: one message a field for people, all issues for programs. */
export function invalidInput(issues: readonly Issue[]): ApiError {
  const subjects = new Map<string, readonly string[]>();
  for (const { path, message } of issues) if (!subjects.has(path)) subjects.set(path, [message]);
  return standardError("invalid", { subjects: Object.fromEntries(subjects), issues });
}

/** 422 about one field of the input. */
export const invalidField = (path: string, message: string, code: IssueCode = "rule"): ApiError =>
  invalidInput([{ path, code, message }]);
