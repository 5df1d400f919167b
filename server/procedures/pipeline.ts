import { DeadlineExceeded } from "../concurrency/deadline.ts";
import { type MaybePromise, mapMaybe, rescueMaybe, settled, settleMaybe } from "../concurrency/maybe-promise.ts";
import { SemaphoreFull } from "../concurrency/semaphore.ts";
import { isRetryable, isRowMissing, isUnavailable, OutcomeUnknown } from "../database/index.ts";
import { admit, admitsWithoutSession, badToken } from "./access.ts";
import { answerQuery } from "./cached-query.ts";
import { Committed } from "./committed-response.ts";
import type { Call, HandlerServices, Services, Viewer } from "./context.ts";
import { encode } from "./encode.ts";
import { ApiError, declaredError, invalidField, standardError } from "./errors.ts";
import type { Implementation } from "./implement.ts";
import { limiterOf, type PassedLimits, takeLimits, unlimited } from "./limits.ts";
import { parseInput } from "./parse.ts";
import { isStillSignedIn } from "./still-signed-in.queries.ts";
import type { Membership, OpenedStream } from "./streams.ts";
import { admitToTenant, membershipOf, type RolesInTenant, withinTenant } from "./tenant-access.ts";
import type { Trace } from "./trace.ts";
import { createWrite } from "./write.ts";

/** A successful call: its output as JSON text, and headers for it. */
export interface Success {
  readonly ok: true;
  readonly json: string;
  /** The output whose text is `json`, for surfaces that select from it; absent where only the text is known. */
  readonly output?: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** The cache entry with exactly this text; absent where there is none. */
  readonly entryId?: string | undefined;
  /** The opened stream of a subscription, which has no output. */
  readonly stream?: OpenedStream;
}

/** A call that ended in an error. */
export interface Failure {
  readonly ok: false;
  readonly error: ApiError;
}

/** Result of a call. */
export type Outcome = Success | Failure;

/** Reports an unexpected error once, with its cause. */
export type ReportError = (error: unknown, about: { readonly requestId: string; readonly procedure: string }) => void;

/**
 * Decodes the input from its wire format; called only after access is granted. With a name: that field alone, unparsed,
 * which identifies the tenant for access checks.
 */
export type ReadInput = (field?: string) => unknown;

/**
 * Calls a procedure on behalf of any surface: access, parse, limits, handler, encode, errors, in this order. Never
 * throws nor rejects, and returns synchronously where no step is asynchronous.
 */
export type Execute = (
  services: Services,
  implementation: Implementation,
  readInput: ReadInput,
  call: Call,
  trace: Trace,
) => MaybePromise<Outcome>;

const retryAfterSeconds = 1;

const isBusy = (error: unknown) => error instanceof SemaphoreFull || error instanceof DeadlineExceeded;

const unknownOutcomeDetail =
  "The connection to the database was lost while the change was stored: it may have been made or not. Look before you repeat it, or repeat it with the Idempotency-Key it was sent with.";

/**
 * Converts a thrown value to an error for the caller. The value can be anything, even an object whose property access
 * throws.
 */
function toApiError(error: unknown, requestId: string): ApiError {
  try {
    if (error instanceof ApiError) return error;
    if (error instanceof OutcomeUnknown)
      return standardError("unavailable", { retryAfterSeconds, detail: unknownOutcomeDetail });
    if (isBusy(error) || isUnavailable(error) || isRetryable(error))
      return standardError("unavailable", { retryAfterSeconds });
  } catch {
    // The value cannot be inspected: it counts as unknown.
  }
  return standardError("internal", { detail: `An internal error occurred. Request ${requestId}.` });
}

const replayed = { "idempotency-replayed": "true" };

const invalid = (field: string, message: string) => {
  throw invalidField(field, message);
};

/** One call in the pipeline. */
interface PipelineCall {
  readonly services: Services;
  readonly implementation: Implementation;
  readonly call: Call;
  readonly viewer: Viewer | null;
  readonly input: Readonly<Record<string, unknown>>;
  readonly trace: Trace;
}

/** The handler's context. Its fields are listed one by one: spreading the services cost more than parsing the input. */
export const contextOf = ({ services, implementation, call, viewer, input }: Omit<PipelineCall, "trace">) =>
  ({
    db: services.db,
    passwords: services.passwords,
    passwordPolicy: services.passwordPolicy,
    seal: services.seal,
    identityProviders: services.identityProviders,
    relyingParty: services.relyingParty,
    sendsMail: services.sendsMail,
    apps: services.apps,
    serviceTokens: services.serviceTokens,
    redis: services.redis,
    webhookTargets: services.webhookTargets,
    viewer,
    input,
    call,
    fail: (code: string, ...more: readonly unknown[]) => {
      throw declaredError(implementation.procedure.errors, code, more);
    },
    invalid,
  }) satisfies HandlerServices & Record<string, unknown>;

/** Refunds limits that count failures only, when the call ended in an error that is not one. */
async function refundUnlessFailure<T>({ refund }: PassedLimits, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError && !error.isFailure) await refund?.();
    throw error;
  }
}

async function write(run: PipelineCall, passed: PassedLimits): Promise<Success> {
  const { implementation } = run;
  const encodeOutput = (output: unknown) => encode(implementation, output);
  const work = createWrite({ ...run, encode: encodeOutput });
  const written = await refundUnlessFailure(passed, async () =>
    settled(implementation.handler({ ...contextOf(run), write: work })),
  );
  if (!(written instanceof Committed))
    throw new TypeError(`${implementation.name}: a mutation must return the result of write()`);
  run.trace.leave();
  await passed.onSuccess?.();
  return { ok: true, json: written.json, headers: { ...passed.headers, ...(written.isReplay && replayed) } };
}

/** Opens the stream of a subscription. */
async function open(
  run: PipelineCall,
  [passed, membership]: readonly [PassedLimits, Membership | null],
): Promise<Success> {
  const { services, implementation, viewer, input, call } = run;
  if (services.streams === null) throw standardError("unavailable", { retryAfterSeconds });
  await settled(implementation.sharing?.open?.(contextOf(run)));
  const { requestId, address } = call;
  await passed.onSuccess?.();
  const stream = await services.streams.open({ implementation, viewer, input, requestId, address, membership });
  return { ok: true, json: "null", headers: passed.headers, stream };
}

function answer(run: PipelineCall, passed: PassedLimits): MaybePromise<Success> {
  const { services, implementation, viewer, input, trace } = run;
  if (implementation.procedure.kind === "mutation") return write(run, passed);
  const scope = { cache: services.cache, implementation, viewer, input, context: contextOf(run), trace };
  return mapMaybe(answerQuery(scope), ({ json, output, entryId }) => {
    trace.leave();
    const success: Success = { ok: true, json, output, headers: passed.headers, entryId };
    return mapMaybe(passed.onSuccess?.(), () => success);
  });
}

/** A session or account that ended during the call gives the same error as a call that arrives afterwards. */
async function rethrow({ services, viewer }: PipelineCall, error: unknown): Promise<never> {
  if (viewer !== null && isRowMissing(error) && !(await isStillSignedIn(services.db, viewer))) throw badToken();
  throw error;
}

/** Authorizes a call whose access is not public. */
function authorize(
  [services, { procedure }, readInput, call]: Parameters<Execute>,
  rolesIn: RolesInTenant | undefined,
): Promise<Viewer | null> {
  const admitted = admit(procedure, call);
  return withinTenant(procedure) ? admitToTenant(admitted, { services, procedure, readInput, rolesIn }) : admitted;
}

const run = (rolesIn: RolesInTenant | undefined, ...called: Parameters<Execute>): MaybePromise<Success> => {
  const [services, implementation, readInput, call, trace] = called;
  const isOpen = admitsWithoutSession(implementation.procedure.access, call);
  return mapMaybe(isOpen ? null : trace.during("access", authorize, called, rolesIn), (viewer) => {
    trace.enter("input");
    const input = parseInput(implementation.schemas.input, readInput());
    const one = { services, implementation, call, viewer, input, trace };
    const limiter = limiterOf(one);
    const passing = limiter === null ? unlimited : trace.during("limits", takeLimits, one, limiter);
    const answered = () =>
      mapMaybe(passing, (passed) => {
        if (implementation.procedure.kind !== "subscription") return trace.during("handler", answer, one, passed);
        const admission = { services, procedure: implementation.procedure, readInput, rolesIn };
        return trace.during("handler", open, one, [passed, membershipOf(viewer, implementation.name, admission)]);
      });
    return rescueMaybe(answered, (error) => rethrow(one, error));
  });
};

/** Creates the function that ends a call with a thrown value, and reports unexpected ones. */
export const createFailure =
  (reportError: ReportError, { name }: Pick<Implementation, "name">, { requestId }: Pick<Call, "requestId">) =>
  (thrown: unknown): Failure => {
    const error = toApiError(thrown, requestId);
    if (error !== thrown) reportError(thrown, { requestId, procedure: name });
    return { ok: false, error };
  };

/** Creates the pipeline that every surface calls. */
export const createPipeline =
  (reportError: ReportError, rolesIn?: RolesInTenant): Execute =>
  (services, implementation, readInput, call, trace) => {
    const failed = (error: unknown): Outcome => {
      const failure = createFailure(reportError, implementation, call)(error);
      trace.end(failure.error);
      return failure;
    };
    const succeeded = (success: Success): Outcome => {
      trace.end(null);
      return success;
    };
    return settleMaybe(() => run(rolesIn, services, implementation, readInput, call, trace), succeeded, failed);
  };
