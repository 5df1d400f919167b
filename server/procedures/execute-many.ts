import { settled } from "../concurrency/maybe-promise.ts";
import { admit, admitsWithoutSession } from "./access.ts";
import { peekQuery } from "./cached-query.ts";
import type { Call, Services, Viewer } from "./context.ts";
import { encode } from "./encode.ts";
import { ApiError, declaredError } from "./errors.ts";
import type { Implementation } from "./implement.ts";
import { limiterOf, type PassedLimits, takeLimits, unlimited } from "./limits.ts";
import { parseInput } from "./parse.ts";
import { contextOf, createFailure, type Execute, type Failure, type Outcome, type ReportError } from "./pipeline.ts";
import { withinTenant } from "./tenant-access.ts";
import type { Trace } from "./trace.ts";

/**
 * Calls a query with links for many inputs together, which differ only in the fields that its links fill: the steps are
 * those of {@link Execute} for each input, but the caller is admitted once, and the handler loads all outputs at once.
 * Never rejects. The outcomes are in the order of the inputs.
 */
export type ExecuteMany = (
  services: Services,
  implementation: Implementation,
  inputs: readonly Readonly<Record<string, unknown>>[],
  call: Call,
  trace: Trace,
) => Promise<readonly Outcome[]>;

/** An input that passed all steps before the handler. */
interface Admitted {
  readonly at: number;
  readonly input: Readonly<Record<string, unknown>>;
  readonly passed: PassedLimits;
}

interface Batch {
  readonly services: Services;
  readonly implementation: Implementation;
  readonly call: Call;
  readonly viewer: Viewer | null;
  readonly trace: Trace;
}

type Outcomes = (Outcome | undefined)[];

/** The context of `many`. */
const manyContextOf = (batch: Batch, admitted: readonly Admitted[]) => ({
  ...contextOf({ ...batch, input: {} }),
  inputs: admitted.map(({ input }) => input),
  failure: (code: string, ...more: readonly unknown[]) =>
    declaredError(batch.implementation.procedure.errors, code, more),
});

/** Settles the limits of one call: those that count failures refund a success, and an error that does not count as a failure. */
async function settleLimits({ passed }: Admitted, outcome: Outcome): Promise<Outcome> {
  if (outcome.ok) await passed.onSuccess?.();
  else if (!outcome.error.isFailure) await passed.refund?.();
  return outcome;
}

/** Turns a thrown value into the outcome of its call. */
type ToFailure = (error: unknown) => Failure;

/** Loads the outputs of the inputs that no cache entry answers. */
async function loadUncached(
  batch: Batch,
  { admitted, toFailure }: { admitted: readonly Admitted[]; toFailure: ToFailure },
) {
  const { implementation } = batch;
  const loaded = await settled(implementation.many?.(manyContextOf(batch, admitted)));
  if (!Array.isArray(loaded) || loaded.length !== admitted.length)
    throw new TypeError(`${implementation.name}: many() must return one output for each input`);
  return Promise.all(
    admitted.map((one, place) => settleLimits(one, outcomeOf(implementation, loaded[place], one.passed, toFailure))),
  );
}

/** Parses an input and counts it in the limits. */
async function admitInput(batch: Batch, raw: unknown, at: number): Promise<Admitted> {
  const input = parseInput(batch.implementation.schemas.input, raw);
  const counted = { ...batch, input };
  const limiter = limiterOf(counted);
  return { at, input, passed: limiter === null ? unlimited : await takeLimits(counted, limiter) };
}

/** Stores the outcome of each admitted input: from the cache of this process, or loaded together with the others. */
async function answerInputs(
  batch: Batch,
  admitted: readonly Admitted[],
  toFailure: ToFailure,
  outcomes: Outcomes,
): Promise<void> {
  const { services, trace } = batch;
  const uncached: Admitted[] = [];
  for (const one of admitted) {
    const json = peekQuery({ ...batch, cache: services.cache, input: one.input, context: {} });
    if (json === undefined) uncached.push(one);
    else outcomes[one.at] = await settleLimits(one, { ok: true, json, headers: one.passed.headers });
  }
  if (uncached.length === 0) return;
  const loaded = await trace.during("handler", loadUncached, batch, { admitted: uncached, toFailure });
  for (const [place, { at }] of uncached.entries()) outcomes[at] = loaded[place];
}

async function run(batch: Omit<Batch, "viewer">, inputs: readonly unknown[], toFailure: ToFailure, outcomes: Outcomes) {
  const { implementation, call, trace } = batch;
  const { procedure } = implementation;
  const viewer = admitsWithoutSession(procedure.access, call)
    ? null
    : await trace.during("access", admit, procedure, call);
  trace.enter("input");
  const admitted = await Promise.all(
    inputs.map((raw, at) =>
      admitInput({ ...batch, viewer }, raw, at).catch((error: unknown) => {
        outcomes[at] = toFailure(error);
        return undefined;
      }),
    ),
  );
  await answerInputs(
    { ...batch, viewer },
    admitted.filter((one) => one !== undefined),
    toFailure,
    outcomes,
  );
}

function outcomeOf(
  implementation: Implementation,
  output: unknown,
  { headers }: PassedLimits,
  toFailure: ToFailure,
): Outcome {
  try {
    if (output instanceof ApiError) throw output;
    const encoded = encode(implementation, output);
    return { ok: true, json: encoded.json, ...(encoded.isExact && { output: encoded.output }), headers };
  } catch (error) {
    return toFailure(error);
  }
}

/** Creates the pipeline for many inputs, which uses `execute` where it cannot batch them. */
export const createBatchPipeline =
  (execute: Execute, reportError: ReportError): ExecuteMany =>
  async (services, implementation, inputs, call, trace) => {
    // Access depends on the tenant that each input names, so each input is a call of its own.
    if (implementation.many === undefined || withinTenant(implementation.procedure))
      return Promise.all(
        inputs.map((input) =>
          execute(services, implementation, (field) => (field === undefined ? input : input[field]), call, trace),
        ),
      );
    const toFailure = createFailure(reportError, implementation, call);
    const outcomes: Outcomes = inputs.map(() => undefined);
    let failure: Failure | undefined;
    try {
      await run({ services, implementation, call, trace }, inputs, toFailure, outcomes);
    } catch (error) {
      failure = toFailure(error);
    }
    const all = outcomes.map((outcome) => outcome ?? failure ?? toFailure(new TypeError("an input has no outcome")));
    trace.end(all.map((outcome) => (outcome.ok ? null : outcome.error)).find((error) => error !== null) ?? null);
    return all;
  };
