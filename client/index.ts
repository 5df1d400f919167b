import {
  type Client,
  type ProcedureErrorDetails,
  type ProcedureErrors,
  routes,
  type StandardErrorCode,
} from "./generated/api.ts";
import { createCaller } from "./runtime/caller.ts";
import { buildTree } from "./runtime/client-tree.ts";
import { CallError, type ClientErrorCode } from "./runtime/error.ts";
import type { ClientOptions } from "./runtime/options.ts";
import { createSubscriber } from "./runtime/subscribe.ts";

export type * from "./generated/api.ts";
export {
  CallError,
  type CallErrorDetails,
  type ClientErrorCode,
  type ErrorMessages,
  type Issue,
} from "./runtime/error.ts";
export type { StreamedBody } from "./runtime/event-stream.ts";
export type { Answer, CallOptions, ClientOptions, Fetch, RequestOptions, Source } from "./runtime/options.ts";
export { type AppSession, createAppSession, type Lock, type Refresh, type SessionStore } from "./runtime/session.ts";
export type { Subscription, SubscriptionOptions } from "./runtime/subscribe.ts";

/** Guarantees the methods of `Client`: the generator writes it and `routes` from the same contracts. */
const asClient = (tree: object): Client => tree as Client;

/**
 * Creates a client for the service at `url`. Calls resolve to their output or reject with a {@link CallError}.
 *
 * @example
 * const client = createClient({ url: "https://api.example.com", token: () => localStorage.getItem("token") });
 * const article = await client.articles.get({ slug: "how-joints-hold" });
 */
export const createClient = (options: ClientOptions): Client =>
  asClient(buildTree(routes, createCaller(options), createSubscriber(options)));

/** Procedure name, `"articles.get"`. */
export type ProcedureName = keyof ProcedureErrors;

/** Error codes that a procedure may fail with. */
export type ErrorCodeOf<P extends ProcedureName> = ProcedureErrors[P] | StandardErrorCode | ClientErrorCode;

/** Details of an error, if the contract declares them. */
export type ErrorDetailsOf<P extends ProcedureName, C> = P extends keyof ProcedureErrorDetails
  ? C extends keyof ProcedureErrorDetails[P]
    ? ProcedureErrorDetails[P][C]
    : undefined
  : undefined;

/**
 * True for an error of a call of this procedure, with this code if one is given.
 *
 * @example
 * if (isError(error, "articles.update", "forbidden")) show(error.message);
 */
export const isError = <P extends ProcedureName, C extends ErrorCodeOf<P> = ErrorCodeOf<P>>(
  error: unknown,
  procedure: P,
  code?: C,
): error is CallError<C, ErrorDetailsOf<P, C>> =>
  error instanceof CallError && error.procedure === procedure && (code === undefined || error.code === code);
