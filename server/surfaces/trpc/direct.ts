import { allMaybe, type MaybePromise, mapMaybe } from "../../concurrency/maybe-promise.ts";
import { isJson } from "../../http/body.ts";
import { cacheableResponse } from "../../http/cacheable-response.ts";
import { errorHeaders } from "../../http/challenge.ts";
import type { Etags } from "../../http/etag.ts";
import type { Exchange } from "../../http/exchange.ts";
import type { Admitted } from "../../http/guards.ts";
import { beginProcedure, type HttpPolicy, openCall } from "../../http/open-call.ts";
import { createResponse, type HttpResponse } from "../../http/response.ts";
import { ApiError, type Call, type Execute, type Implementation, type Outcome } from "../../procedures/index.ts";
import { errorShape, maxBatchSize } from "./error-format.ts";
import { fieldOrAll } from "./input.ts";
import { batchRoute, endpoint, wantsStream } from "./official.ts";

/** A request that consists of plain JSON calls to known procedures, by an allowed method. */
export interface DirectRequest {
  readonly isBatch: boolean;
  readonly calls: readonly Implementation[];
  /** The name by which each is called, which may be a former one. */
  readonly names: readonly string[];
}

const singleSearch = /^(?:\?(?:input=[^&#]*)?)?$/;
const batchSearch = /^\?(?:batch=1(?:&input=[^&#]*)?|input=[^&#]*&batch=1)$/;

/** Splits a URL after `/trpc/` into path and query string, both undecoded. */
export function partsOf(url: string): [path: string, search: string] {
  const start = url.indexOf("/trpc/") + "/trpc/".length;
  const question = url.indexOf("?", start);
  return question === -1 ? [url.slice(start), ""] : [url.slice(start, question), url.slice(question)];
}

/** @returns `undefined` for a request that tRPC's own request handling must decide on. */
export function recognise(
  exchange: Exchange,
  implementations: ReadonlyMap<string, Implementation>,
): DirectRequest | undefined {
  const { method } = exchange.request;
  if (method !== "GET" && method !== "POST") return undefined;
  const contentType = exchange.request.header("content-type");
  if (method === "POST" ? !isJson(contentType) : contentType !== undefined && !isJson(contentType)) return undefined;
  const [path, search] = partsOf(exchange.request.url);
  const isBatch = batchSearch.test(search);
  if (!(isBatch || singleSearch.test(search)) || wantsStream(exchange)) return undefined;
  const names = isBatch ? path.split(",") : [path];
  if (names.length > maxBatchSize) return undefined;
  const calls: Implementation[] = [];
  for (const name of names) {
    const implementation = implementations.get(name);
    if (implementation?.procedure.kind === "subscription") return undefined;
    if (implementation === undefined || implementation.procedure.kind !== (calls[0] ?? implementation).procedure.kind)
      return undefined;
    if (implementation.procedure.kind === "mutation" && method === "GET") return undefined;
    calls.push(implementation);
  }
  return { isBatch, calls, names };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The input of each call: the whole for a single one, by index in a batch. `undefined` for a malformed batch, which
 * tRPC's own handling decides on.
 */
export function inputsOf({ isBatch, calls }: DirectRequest, sent: unknown): readonly unknown[] | undefined {
  if (!isBatch) return [sent];
  if (sent === undefined) return calls.map(() => undefined);
  return isRecord(sent) ? calls.map((_, index) => sent[index]) : undefined;
}

const statusOf = (outcome: Outcome) => (outcome.ok ? 200 : outcome.error.status);

const envelope = (outcome: Outcome, path: string): string =>
  outcome.ok ? `{"result":{"data":${outcome.json}}}` : JSON.stringify({ error: errorShape(outcome.error, path) });

const headers = { vary: "trpc-accept, accept", "content-type": "application/json" };

/** Headers of a single call; those of a batch could contradict each other. */
const headersOf = (exchange: Exchange, outcome: Outcome | undefined) =>
  outcome === undefined || outcome.ok ? outcome?.headers : errorHeaders(exchange, outcome.error);

/** The tRPC response to one call or to a batch: 207 when the statuses differ. */
function write(
  exchange: Exchange,
  { isBatch, calls, names }: DirectRequest,
  outcomes: readonly Outcome[],
  etags: Etags,
): HttpResponse {
  const envelopes = outcomes.map((outcome, index) => envelope(outcome, names[index] ?? ""));
  if (!isBatch) {
    const [outcome] = outcomes;
    const [call] = calls;
    const [body = ""] = envelopes;
    const all = { ...headers, ...headersOf(exchange, outcome) };
    if (outcome?.ok && call !== undefined) {
      const etag = () => etags(body, outcome.entryId);
      return cacheableResponse(exchange, call.procedure, { status: 200, body, headers: all, etag });
    }
    return createResponse(exchange, outcome === undefined ? 500 : statusOf(outcome), body, all);
  }
  const statuses = new Set(outcomes.map(statusOf));
  const [status = 200] = statuses;
  return createResponse(exchange, statuses.size === 1 ? status : 207, `[${envelopes.join(",")}]`, headers);
}

/** The response to a request that is refused as a whole. */
export function refusal(exchange: Exchange, error: ApiError): HttpResponse {
  exchange.record.error ??= error.code;
  const body = JSON.stringify({ error: errorShape(error, undefined) });
  return createResponse(exchange, error.status, body, { ...headers, ...error.headers });
}

/** Opens the call. An error is returned, since each procedure of a batch then answers with it. */
function callOrError(exchange: Admitted, httpPolicy: HttpPolicy): Call | ApiError {
  try {
    return openCall(exchange, httpPolicy);
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

export interface DirectOptions {
  readonly execute: Execute;
  readonly httpPolicy: HttpPolicy;
  readonly etags: Etags;
}

/** Runs the calls concurrently through the pipeline, and encodes the response as tRPC does. */
export function answerDirectly(
  exchange: Admitted,
  request: DirectRequest,
  inputs: readonly unknown[],
  { execute, httpPolicy, etags }: DirectOptions,
): MaybePromise<HttpResponse> {
  const { record, services } = exchange;
  record.route = request.isBatch ? batchRoute : `${endpoint}/${request.names[0]}`;
  const call = callOrError(exchange, httpPolicy);
  const outcomes = request.calls.map((implementation, index): MaybePromise<Outcome> => {
    const trace = beginProcedure(exchange, implementation);
    if (call instanceof ApiError) {
      trace.end(call);
      return { ok: false, error: call };
    }
    return execute(services, implementation, (field) => fieldOrAll(inputs[index], field), call, trace);
  });
  return mapMaybe(allMaybe(outcomes), (settled) => {
    for (const outcome of settled) if (!outcome.ok) record.error ??= outcome.error.code;
    return write(exchange, request, settled, etags);
  });
}
