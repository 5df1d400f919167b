import { takesIdempotencyKey } from "../../shared/contract/index.ts";
import { type Tx, transaction } from "../database/index.ts";
import { begin, fingerprintOf, finish, type KeyScope, principalOf, readIdempotencyKey } from "../idempotency/index.ts";
import { completeClears, enqueueDelayed, makeDue } from "../jobs/index.ts";
import { tagsToInvalidate } from "./cache-tags.ts";
import { Committed } from "./committed-response.ts";
import type { Call, Services, Viewer } from "./context.ts";
import { standardError } from "./errors.ts";
import type { Implementation } from "./implement.ts";

/** The mutation's own transaction; the handler's output is encoded within it. */
export type Write = (work: (tx: Tx) => Promise<unknown>) => Promise<Committed>;

/** The call that a write belongs to. */
export interface WriteScope {
  readonly services: Services;
  readonly implementation: Implementation;
  readonly call: Call;
  readonly viewer: Viewer | null;
  readonly input: Readonly<Record<string, unknown>>;
  readonly encode: (output: unknown) => { readonly json: string; readonly output: unknown };
}

// A dispatcher takes over when the process ends between commit and invalidation.
const invalidationDelayMs = 2000;

/**
 * The call's idempotency key, if any.
 * @throws {ApiError} 400 for an invalid key, or where the procedure accepts none.
 */
function idempotencyKeyOf({ implementation, call, viewer }: WriteScope): KeyScope | undefined {
  if (call.idempotencyKey === undefined) return undefined;
  if (!takesIdempotencyKey(implementation.procedure) || viewer === null)
    throw standardError("malformed", { detail: "This procedure takes no Idempotency-Key." });
  const key = readIdempotencyKey(call.idempotencyKey);
  if (key === undefined)
    throw standardError("malformed", { detail: "An Idempotency-Key is 1 to 255 visible ASCII characters." });
  return { principal: principalOf(viewer.id), key };
}

/**
 * Claims the call's idempotency key.
 * @returns the stored response when the work is already done.
 * @throws {ApiError} 409 while it is running, 422 when the key was used for another call.
 */
async function claimKey(tx: Tx, scope: WriteScope, key: KeyScope): Promise<string | undefined> {
  const fingerprint = fingerprintOf(scope.input);
  const found = await begin(tx, { ...key, procedure: scope.implementation.name, fingerprint });
  if (found.state === "replay") return found.answer;
  if (found.state === "mismatch") throw standardError("key_reused");
  if (found.state === "running") throw standardError("running", { retryAfterSeconds: 1 });
  return undefined;
}

/**
 * Invalidates the cache tags. A job retries a failure: the change itself is committed, and other processes, whose
 * Redis connection may work, are notified to invalidate before they serve an entry.
 */
async function invalidateTags(
  { cache, db }: Services,
  tags: readonly string[],
  jobId: string | undefined,
): Promise<void> {
  if (cache === null || tags.length === 0) return;
  const cleared = await cache.clear(tags.map((tag) => [tag]));
  if (jobId === undefined) return;
  // Acknowledged only once it is known which Redis the other processes read from.
  const isDone = cleared !== null && (await completeClears(db, [jobId], cleared.epoch).catch(() => false));
  if (isDone) return;
  cache.markSuspect();
  await makeDue(db, jobId).catch(() => {});
}

/** Builds the `write` of one call. */
export function createWrite(scope: WriteScope): Write {
  const { services, implementation } = scope;
  const key = idempotencyKeyOf(scope);

  return async (work) => {
    const committed = await transaction(services.db, async (tx) => {
      const replayed = key === undefined ? undefined : await claimKey(tx, scope, key);
      if (replayed !== undefined) return { json: replayed, isReplay: true, tags: [], jobId: undefined };
      const { json, output } = scope.encode(await work(tx));
      const tags = tagsToInvalidate(implementation.procedure, scope.input, output);
      const jobId =
        tags.length === 0 || !services.repeatsInvalidations
          ? undefined
          : await enqueueDelayed(tx, "cache.invalidate", { tags }, invalidationDelayMs);
      if (key !== undefined) await finish(tx, key, json);
      return { json, isReplay: false, tags, jobId };
    });
    await invalidateTags(services, committed.tags, committed.jobId);
    return new Committed(committed.json, committed.isReplay);
  };
}
