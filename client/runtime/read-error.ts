import { CallError, type ErrorMessages, type Issue } from "./error.ts";

/** A response with its body. */
export interface ReceivedResponse {
  readonly status: number;
  readonly text: string;
  readonly requestId: string | undefined;
  /** `Retry-After` in seconds. */
  readonly retryAfterSeconds: number | undefined;
}

/** True for an object that is not a list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isMessages = (value: unknown): value is ErrorMessages =>
  isRecord(value) &&
  Object.values(value).every((list) => Array.isArray(list) && list.every((text) => typeof text === "string"));

const isIssue = (value: unknown): value is Issue =>
  isRecord(value) && [value.path, value.code, value.message].every((text) => typeof text === "string");

const numberOr = <T>(value: unknown, otherwise: T): number | T => (typeof value === "number" ? value : otherwise);

/** Error codes for statuses of responses from proxies. */
const codeByStatus: Readonly<Record<number, string>> = {
  413: "too_large",
  429: "limited",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

/** The error of a response that is not from this API. */
export function foreignResponseError(
  name: string,
  { status, text, requestId, retryAfterSeconds }: ReceivedResponse,
): CallError {
  const code = codeByStatus[status] ?? "bad_answer";
  const message = `The response (HTTP ${status}) is not from this API: ${JSON.stringify(text.slice(0, 80))}.`;
  return new CallError(name, code, message, { status, requestId, retryAfterSeconds });
}

/** The error in an envelope; {@link foreignResponseError} where it holds none. */
export function errorInEnvelope(name: string, envelope: unknown, answer: ReceivedResponse): CallError {
  const error = isRecord(envelope) ? envelope.error : undefined;
  if (!isRecord(error) || !isRecord(error.data) || typeof error.data.reason !== "string")
    return foreignResponseError(name, answer);
  const { reason, httpStatus, errors, issues, details, retryAfterSeconds } = error.data;
  return new CallError(name, reason, String(error.message), {
    status: numberOr(httpStatus, answer.status),
    errors: isMessages(errors) ? errors : undefined,
    issues: Array.isArray(issues) ? issues.filter(isIssue) : undefined,
    details,
    requestId: answer.requestId,
    retryAfterSeconds: numberOr(retryAfterSeconds, answer.retryAfterSeconds),
  });
}

/** Parses the body of a response; `undefined` if it is not JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error in a response to one call. */
export const errorInResponse = (name: string, answer: ReceivedResponse): CallError =>
  errorInEnvelope(name, parse(answer.text), answer);
