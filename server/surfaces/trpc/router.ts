import { initTRPC, TRPCError } from "@trpc/server";
import {
  ApiError,
  type Call,
  type Execute,
  type Implementation,
  type Services,
  standardError,
  type Trace,
} from "../../procedures/index.ts";
import { errorOfTrpc, errorShape, trpcCodeOf } from "./error-format.ts";
import { fieldOrAll } from "./input.ts";

export interface TrpcContext {
  readonly services: Services;
  readonly call: Call;
  readonly onCall: (implementation: Implementation) => Trace;
  readonly onError: (error: ApiError) => void;
}

const t = initTRPC.context<TrpcContext>().create({
  isDev: false,
  errorFormatter: ({ error, shape }) =>
    errorShape(error.cause instanceof ApiError ? error.cause : errorOfTrpc(error.code, error.message), shape.data.path),
});

/** Leaves parsing to the pipeline: it checks access first, and all surfaces share one parser. */
const unparsed = (input: unknown): unknown => input;

/** Subscriptions are streamed by the fast path; what it leaves to tRPC, such as a batch, cannot be one. */
function refuseStream(): AsyncIterable<never> {
  const error = standardError("malformed", { detail: "A subscription is a call of its own, by GET or POST." });
  throw new TRPCError({ code: trpcCodeOf(error), message: error.detail, cause: error });
}

function procedureOf(implementation: Implementation, execute: Execute) {
  const resolve = async ({ input, ctx }: { input: unknown; ctx: TrpcContext }): Promise<unknown> => {
    const trace = ctx.onCall(implementation);
    const outcome = await execute(ctx.services, implementation, (field) => fieldOrAll(input, field), ctx.call, trace);
    if (outcome.ok) return JSON.parse(outcome.json);
    ctx.onError(outcome.error);
    throw new TRPCError({ code: trpcCodeOf(outcome.error), message: outcome.error.detail, cause: outcome.error });
  };
  const builder = t.procedure.input(unparsed);
  const { kind } = implementation.procedure;
  if (kind === "subscription") return builder.subscription(refuseStream);
  return kind === "query" ? builder.query(resolve) : builder.mutation(resolve);
}

/** Creates an ordinary tRPC router with one sub-router per feature. */
export function createRouter(implementations: ReadonlyMap<string, Implementation>, execute: Execute) {
  const features: Record<string, Record<string, ReturnType<typeof procedureOf>>> = {};
  for (const [name, implementation] of implementations) {
    const [feature = "", verb = ""] = name.split(".");
    features[feature] = { ...features[feature], [verb]: procedureOf(implementation, execute) };
  }
  return t.router(
    Object.fromEntries(Object.entries(features).map(([name, procedures]) => [name, t.router(procedures)])),
  );
}
