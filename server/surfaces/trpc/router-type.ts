import type {
  TRPCBuiltRouter,
  TRPCErrorShape,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from "@trpc/server";
import type { Api, Contracts, InputOf, Issue, OutputOf, Procedure, Reset } from "../../../shared/contract/index.ts";
import type { api } from "../../../shared/index.ts";

/** The error member of every response, as `TRPCClientError` exposes it in `data` and `shape`. */
export type RouterError = TRPCErrorShape<{
  code: string;
  httpStatus: number;
  path?: string;
  /** The contract's error code. */
  reason: string;
  /** Messages by subject. */
  errors: Readonly<Record<string, readonly string[]>>;
  /** Validation issues, field by field. */
  issues?: readonly Issue[];
  /** Error details as the contract declares them. */
  details?: unknown;
  retryAfterSeconds?: number;
}>;

interface Root {
  ctx: object;
  meta: object;
  errorShape: RouterError;
  transformer: false;
}

// biome-ignore lint/suspicious/noConfusingVoidType: only void lets a call omit the argument
type Argument<I> = Record<never, never> extends I ? I | void : I;

interface Definition<P extends Procedure> {
  input: Argument<InputOf<P>>;
  output: OutputOf<P>;
  meta: object;
}

/** A message with its resume position, as `httpSubscriptionLink` passes it to `onData`. */
export interface TrackedMessage<T> {
  id: string;
  data: T;
}

/** Messages with their resume positions; a {@link Reset} where messages may be missing. */
interface Streamed<P extends Procedure> extends Omit<Definition<P>, "output"> {
  output: AsyncIterable<TrackedMessage<OutputOf<P> | Reset>>;
}

type ProcedureOf<P extends Procedure> = P["kind"] extends "query"
  ? TRPCQueryProcedure<Definition<P>>
  : P["kind"] extends "mutation"
    ? TRPCMutationProcedure<Definition<P>>
    : TRPCSubscriptionProcedure<Streamed<P>>;

type RecordOf<T extends Contracts> = { [Verb in keyof T]: ProcedureOf<T[Verb]> };

/** Router type, derived from the contracts alone. */
export type RouterOf<T extends Api> = TRPCBuiltRouter<Root, { [Feature in keyof T]: RecordOf<T[Feature]> }>;

/**
 * For teams that keep tRPC's own clients in the same repository as the server.
 *
 * @example
 * import type { Router } from "../server/surfaces/trpc/router-type.ts";
 * const link = httpBatchLink({ url: "/trpc", maxItems: 20, maxURLLength: 8000 });
 * const client = createTRPCClient<Router>({ links: [link] });
 */
export type Router = RouterOf<typeof api>;
