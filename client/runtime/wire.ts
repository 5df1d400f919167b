import type { CallError } from "./error.ts";
import { isMutation, type PendingCall } from "./pending-call.ts";
import { errorInEnvelope, foreignResponseError, isRecord, parse, type ReceivedResponse } from "./read-error.ts";

/** Result of one call of a request. */
export type Outcome =
  | { readonly call: PendingCall; readonly output: unknown }
  | { readonly call: PendingCall; readonly error: CallError };

/** The part of a call that is written. */
export type WrittenCall = Pick<PendingCall, "name" | "kind" | "input">;

/** An HTTP request for one call or several. */
export interface WrittenRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: string;
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
  return !isMutation(calls[0]?.kind) && url.length <= maxUrlLength
    ? { method: "GET", url }
    : { method: "POST", url: calls.length > 1 ? `${address}?batch=1` : address, body: inputs ?? "{}" };
}

const outcomeOf = (call: PendingCall, envelope: unknown, answer: ReceivedResponse): Outcome =>
  isRecord(envelope) && isRecord(envelope.result)
    ? { call, output: envelope.result.data }
    : { call, error: errorInEnvelope(call.name, envelope, answer) };

/** Outcome of each call, in order. An error for the whole request applies to each call. */
export function readOutcomes(calls: readonly PendingCall[], answer: ReceivedResponse): readonly Outcome[] {
  const envelopes = parse(answer.text);
  const isList = Array.isArray(envelopes);
  const isSingle = calls.length === 1;
  // A single result cannot answer several calls.
  const isForeign = isList
    ? isSingle || envelopes.length !== calls.length
    : !isSingle && isRecord(envelopes) && "result" in envelopes;
  return calls.map((call, index) =>
    isForeign
      ? { call, error: foreignResponseError(call.name, answer) }
      : outcomeOf(call, isList ? envelopes[index] : envelopes, answer),
  );
}
