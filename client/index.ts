import {
  type Client,
  type ProcedureErrorDetails,
  type ProcedureErrors,
  routes,
  type StandardErrorCode,
} from "./generated/api.ts";
import { CallError, type ClientErrorCode } from "./runtime/error.ts";
import type { ClientOptions } from "./runtime/options.ts";
import { createCaller } from "./runtime/queue.ts";
import { buildTree } from "./runtime/tree.ts";

export type * from "./generated/api.ts";
export {
  CallError,
  type CallErrorDetails,
  type ClientErrorCode,
  type ErrorMessages,
  type Issue,
} from "./runtime/error.ts";
export type { Answer, CallOptions, ClientOptions, Fetch, RequestOptions, Source } from "./runtime/options.ts";
export { type AppSession, createAppSession, type Lock, type Refresh, type SessionStore } from "./runtime/session.ts";

/** Guarantees the methods that `Client` lists: the generator wrote it and `routes` from the same contracts. */
const asClient = (tree: object): Client => tree as Client;

/**
 * Makes a client of the service at `url`. Every call resolves to its output or rejects with a {@link CallError}.
 *
 * @example
 * const client = createClient({ url: "https://api.example.com", token: () => localStorage.getItem("token") });
 * const article = await client.articles.get({ slug: "how-joints-hold" });
 */
export const createClient = (options: ClientOptions): Client => asClient(buildTree(routes, createCaller(options)));

/** Name of a procedure, `"articles.get"`. */
export type ProcedureName = keyof ProcedureErrors;

/** Every code that a procedure may fail with. */
export type ErrorCodeOf<P extends ProcedureName> = ProcedureErrors[P] | StandardErrorCode | ClientErrorCode;

/** What goes with an error, where its procedure's contract declares details. */
export type ErrorDetailsOf<P extends ProcedureName, C> = P extends keyof ProcedureErrorDetails
  ? C extends keyof ProcedureErrorDetails[P]
    ? ProcedureErrorDetails[P][C]
    : undefined
  : undefined;

/**
 * True when the error comes from a call of this procedure, and has this code if one is named.
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
