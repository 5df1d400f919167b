import { initTRPC, TRPCError } from "@trpc/server";
import {
  ApiError,
  type Call,
  type Execute,
  type Implementation,
  type Services,
  type Trace,
} from "../../procedures/index.ts";
import { errorOfTrpc, errorShape, trpcCodeOf } from "./error-format.ts";
import { fieldOrAll } from "./input.ts";

/** What a tRPC procedure is called with. */
export interface TrpcContext {
  readonly services: Services;
  readonly call: Call;
  readonly onCall: (name: string) => Trace;
  readonly onFault: (fault: ApiError) => void;
}

const t = initTRPC.context<TrpcContext>().create({
  isDev: false,
  errorFormatter: ({ error, shape }) =>
    errorShape(error.cause instanceof ApiError ? error.cause : errorOfTrpc(error.code, error.message), shape.data.path),
});

/** The pipeline parses: access comes first, and one parser serves all surfaces. */
const unparsed = (input: unknown): unknown => input;

function procedureOf(implementation: Implementation, execute: Execute) {
  const resolve = async ({ input, ctx }: { input: unknown; ctx: TrpcContext }): Promise<unknown> => {
    const trace = ctx.onCall(implementation.name);
    const outcome = await execute(ctx.services, implementation, (field) => fieldOrAll(input, field), ctx.call, trace);
    if (outcome.ok) return JSON.parse(outcome.json);
    ctx.onFault(outcome.fault);
    throw new TRPCError({ code: trpcCodeOf(outcome.fault), message: outcome.fault.detail, cause: outcome.fault });
  };
  const builder = t.procedure.input(unparsed);
  return implementation.procedure.kind === "query" ? builder.query(resolve) : builder.mutation(resolve);
}

/** An ordinary tRPC router, one sub-router a feature. */
export function createRouter(implementations: Iterable<Implementation>, execute: Execute) {
  const features: Record<string, Record<string, ReturnType<typeof procedureOf>>> = {};
  for (const implementation of implementations) {
    const [feature = "", verb = ""] = implementation.name.split(".");
    features[feature] = { ...features[feature], [verb]: procedureOf(implementation, execute) };
  }
  return t.router(
    Object.fromEntries(Object.entries(features).map(([name, procedures]) => [name, t.router(procedures)])),
  );
}
