import { CallError, type ErrorMessages, type Issue } from "./error.ts";
import { changes, type Pending } from "./pending-call.ts";

/** Result of one call of a request. */
export type Outcome =
  | { readonly call: Pending; readonly output: unknown }
  | { readonly call: Pending; readonly error: CallError };

/** The part of a call that is written. */
export type WrittenCall = Pick<Pending, "name" | "kind" | "input">;

/** An HTTP request for one call or several. */
export interface WrittenRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: string;
}

/** A response with its body. */
export interface ReadAnswer {
  readonly status: number;
  readonly text: string;
  readonly requestId: string | undefined;
  /** `Retry-After` in seconds. */
  readonly retryAfterSeconds: number | undefined;
}

/** Some proxies truncate or reject longer URLs. */
export const maxUrlLength = 2000;

/** The inputs of a request as JSON: one input, or inputs by index for a batch. */
const inputsOf = (calls: readonly WrittenCall[]): string | undefined =>
  calls.length === 1
    ? calls[0]?.input
    : `{${calls.flatMap(({ input }, index) => (input === undefined ? [] : [`"${index}":${input}`])).join()}}`;

/** Encodes a request. Reads use GET, which is cacheable and needs no preflight, unless the URL is too long; all else uses POST. */
export function writeRequest(base: string, calls: readonly WrittenCall[]): WrittenRequest {
  const inputs = inputsOf(calls);
  const parameters = [
    ...(calls.length > 1 ? ["batch=1"] : []),
    ...(inputs === undefined ? [] : [`input=${encodeURIComponent(inputs)}`]),
  ];
  const address = `${base}/trpc/${calls.map(({ name }) => name).join()}`;
  const url = parameters.length > 0 ? `${address}?${parameters.join("&")}` : address;
  return !changes(calls[0]?.kind) && url.length <= maxUrlLength
    ? { method: "GET", url }
    : { method: "POST", url: calls.length > 1 ? `${address}?batch=1` : address, body: inputs ?? "{}" };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
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
function foreign(name: string, { status, text, requestId, retryAfterSeconds }: ReadAnswer): CallError {
  const code = codeByStatus[status] ?? "bad_answer";
  const message = `The response (HTTP ${status}) is not from this API: ${JSON.stringify(text.slice(0, 80))}.`;
  return new CallError(name, code, message, { status, requestId, retryAfterSeconds });
}

function errorIn(name: string, envelope: unknown, answer: ReadAnswer): CallError {
  const error = isRecord(envelope) ? envelope.error : undefined;
  if (!isRecord(error) || !isRecord(error.data) || typeof error.data.reason !== "string") return foreign(name, answer);
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

const outcomeOf = (call: Pending, envelope: unknown, answer: ReadAnswer): Outcome =>
  isRecord(envelope) && isRecord(envelope.result)
    ? { call, output: envelope.result.data }
    : { call, error: errorIn(call.name, envelope, answer) };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error in a response to one call. */
export const errorOf = (name: string, answer: ReadAnswer): CallError => errorIn(name, parse(answer.text), answer);

/** Outcome of each call, in order. An error for the whole request applies to each call. */
export function readAnswer(calls: readonly Pending[], answer: ReadAnswer): readonly Outcome[] {
  const envelopes = parse(answer.text);
  const isList = Array.isArray(envelopes);
  if (isList && (calls.length === 1 || envelopes.length !== calls.length))
    return calls.map((call) => ({ call, error: foreign(call.name, answer) }));
  // A single result cannot answer several calls.
  if (!isList && calls.length > 1 && isRecord(envelopes) && "result" in envelopes)
    return calls.map((call) => ({ call, error: foreign(call.name, answer) }));
  return calls.map((call, index) => outcomeOf(call, isList ? envelopes[index] : envelopes, answer));
}
