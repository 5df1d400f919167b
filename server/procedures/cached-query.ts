import type { CachePolicy } from "../../shared/contract/index.ts";
import type { Cache, CacheRequest, CacheResult, KeyParts, Load } from "../cache/index.ts";
import { type MaybePromise, mapMaybe, settled } from "../concurrency/maybe-promise.ts";
import { canonicalJson } from "../idempotency/index.ts";
import { inSpan, type SpanStart } from "../telemetry/index.ts";
import { tagsOf } from "./cache-tags.ts";
import { outputVersion } from "./cached-output-version.ts";
import type { Viewer } from "./context.ts";
import { encode } from "./encode.ts";
import { ApiError, declaredError } from "./errors.ts";
import type { Implementation } from "./implement.ts";
import { parsedEntry } from "./parsed-cache-entries.ts";
import type { Trace } from "./trace.ts";

/** The call that a query belongs to. */
export interface ReadScope {
  readonly cache: Cache | null;
  readonly implementation: Implementation;
  readonly viewer: Viewer | null;
  readonly input: Readonly<Record<string, unknown>>;
  /** The handler's context. */
  readonly context: object;
  readonly trace: Trace;
}

const msPerSecond = 1000;

const policyOf = ({ procedure }: Implementation): CachePolicy | undefined =>
  procedure.kind === "query" ? procedure.cache : undefined;

/**
 * The cache key: everything that the response depends on. Includes the output version, so that two versions of the
 * server share no incompatible entries during a rolling deployment.
 */
function keyOf({ implementation, viewer, input }: ReadScope, { scope }: CachePolicy): KeyParts {
  const common = [outputVersion(implementation.procedure), implementation.name, canonicalJson(input)];
  return scope === "viewer" ? [...common, viewer?.id ?? null] : common;
}

function newRequest(scope: ReadScope, policy: CachePolicy): CacheRequest {
  return {
    key: keyOf(scope, policy),
    tags: tagsOf(policy.tags, scope.input).map((tag) => [tag]),
    freshMs: policy.ttlSeconds * msPerSecond,
    staleMs: (policy.staleWhileRevalidateSeconds ?? 0) * msPerSecond,
    negativeMs: (policy.negativeTtlSeconds ?? 0) * msPerSecond,
  };
}

/** Maximum number of memoized inputs per procedure. */
const maxRemembered = 1000;

const requests = new WeakMap<Implementation, Map<string, CacheRequest>>();

/** The cache request of an input. It depends on the input alone and is memoized, since inputs repeat. */
function requestOf(scope: ReadScope, policy: CachePolicy): CacheRequest {
  const { implementation, viewer, input } = scope;
  const memoized = requests.get(implementation) ?? new Map<string, CacheRequest>();
  requests.set(implementation, memoized);
  const text = JSON.stringify(policy.scope === "viewer" ? [input, viewer?.id] : input);
  const request = memoized.get(text) ?? newRequest(scope, policy);
  // Eviction order matters little.
  if (memoized.size === maxRemembered) memoized.clear();
  memoized.set(text, request);
  return request;
}

/** Loads a cache entry: the response as JSON text, or the code of a declared 404 (negative caching). */
function loadOf({ implementation, viewer, context }: ReadScope, { scope }: CachePolicy): Load {
  const { handler, procedure } = implementation;
  const reader = scope === "viewer" ? viewer : null;
  return async () => {
    try {
      return { value: encode(implementation, await settled(handler({ ...context, viewer: reader }))).json };
    } catch (error) {
      const isDeclared = error instanceof ApiError && Object.hasOwn(procedure.errors, error.code);
      // Only the code is stored, so an error with details is not cached.
      if (isDeclared && error.status === 404 && error.details === undefined)
        return { value: error.code, isMissing: true };
      throw error;
    }
  };
}

/** A response as JSON text. */
export interface QueryResponse {
  readonly json: string;
  /** As {@link Success.output}. */
  readonly output?: unknown;
  /** The cache entry with exactly this text; absent where there is none. */
  readonly entryId?: string | undefined;
}

/** Turns a cached or freshly loaded entry into the response. */
function read({ implementation, viewer, context, trace }: ReadScope, answer: CacheResult): MaybePromise<QueryResponse> {
  const { value, isMissing, entryId } = answer;
  trace.found(answer.source);
  const { personalize, procedure } = implementation;
  if (isMissing) throw declaredError(procedure.errors, value);
  if (viewer === null || personalize === undefined) return { json: value, entryId };
  const shared = parsedEntry(answer);
  return mapMaybe(settled(personalize(context, shared)), (output) =>
    output === shared ? { json: value, entryId } : { json: encode(implementation, output).json },
  );
}

const lookup: SpanStart = { name: "cache", kind: "internal" };

/**
 * Answers a query as JSON text. Where the contract allows caching, the response comes from the cache and is
 * personalized for the viewer; otherwise from the handler.
 */
export function answerQuery(scope: ReadScope): MaybePromise<QueryResponse> {
  const { cache, implementation, context } = scope;
  const policy = policyOf(implementation);
  if (cache === null || policy === undefined)
    return mapMaybe(settled(implementation.handler(context)), (made) => {
      const { json, output, isExact } = encode(implementation, made);
      return isExact ? { json, output } : { json };
    });
  const request = requestOf(scope, policy);
  const found = inSpan(lookup, () => cache.peek(request) ?? cache.through(request, loadOf(scope, policy)));
  return mapMaybe(found, (answer) => read(scope, answer));
}

/**
 * The output that is cached in this process, as JSON text: where the caller gets it as it is stored, and no step would
 * wait. `undefined` otherwise.
 */
export function peekQuery(scope: ReadScope): string | undefined {
  const { cache, implementation, viewer, trace } = scope;
  const policy = policyOf(implementation);
  if (cache === null || policy === undefined || (viewer !== null && implementation.personalize !== undefined))
    return undefined;
  const found = cache.peek(requestOf(scope, policy));
  if (found === undefined || found.isMissing) return undefined;
  trace.found(found.source);
  return found.value;
}
