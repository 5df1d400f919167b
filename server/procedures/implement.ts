import type * as z from "zod";
import type { Api, Contracts, Mutation, Procedure, Subscription } from "../../shared/contract/index.ts";
import { namesOf, proceduresOf } from "../../shared/contract/index.ts";
import type { Committed } from "./committed-response.ts";
import { CompiledSchemas, type CompileSchema } from "./compiled-schemas.ts";
import type { HandlerContext, ManyContext, PolicyOf, Viewer } from "./context.ts";
import type { ApiError } from "./errors.ts";
import type { SubscriptionHandler } from "./subscriptions.ts";

type HandlerOutput<P extends Procedure> = z.input<P["output"]> | Promise<z.input<P["output"]>>;

/** Handler of a query with a shared cached response that is personalized for each viewer. */
export interface PersonalizedQuery<P extends Procedure> {
  /** Loads the response without a viewer where it is cached, or for the viewer where nothing is cached. */
  readonly read: (context: HandlerContext<P>) => HandlerOutput<P>;
  /**
   * Adds viewer-specific fields to the shared response, which is frozen. If it returns the same object, because no field depends on
   * the viewer, the response is not encoded again.
   */
  readonly personalize: (
    context: Omit<HandlerContext<P>, "viewer"> & { readonly viewer: Viewer },
    shared: z.output<P["output"]>,
  ) => HandlerOutput<P>;
  /** Required where the contract declares links. */
  readonly many?: ReadMany<P>;
}

/**
 * Loads the outputs of many inputs at once, in their order. An input that fails has an error from `failure` in place of its output.
 * The inputs differ only in the fields that the contract's links fill.
 */
type ReadMany<P extends Procedure> = (
  context: ManyContext<P>,
) => Promise<readonly (z.input<P["output"]> | ApiError)[]> | readonly (z.input<P["output"]> | ApiError)[];

/** Handler of a query that links lead to. */
export interface BatchedQuery<P extends Procedure> {
  readonly read: (context: HandlerContext<P>) => HandlerOutput<P>;
  readonly many: ReadMany<P>;
}

type IsPersonalized<P extends Procedure> = [PolicyOf<P>] extends [never]
  ? false
  : [P["access"], PolicyOf<P>["scope"]] extends ["optional", "shared"]
    ? true
    : false;

/** The handler of one procedure: a query returns its output, a mutation the result of `write`, a subscription messages. */
export type Handler<P extends Procedure> = P extends Subscription
  ? SubscriptionHandler<P>
  : P extends Mutation
    ? (context: HandlerContext<P>) => Committed | Promise<Committed>
    : IsPersonalized<P> extends true
      ? PersonalizedQuery<P>
      : BatchedQuery<P> | ((context: HandlerContext<P>) => HandlerOutput<P>);

/** One handler for each procedure of a feature. */
export type Handlers<T extends Contracts> = { readonly [Verb in keyof T]: Handler<T[Verb]> };

/** Handlers of every feature. */
export type ApiHandlers<T extends Api> = { readonly [Feature in keyof T]: Handlers<T[Feature]> };

/** A procedure with its handler. */
export interface Implementation {
  readonly name: string;
  readonly procedure: Procedure;
  readonly schemas: CompiledSchemas;
  readonly handler: (context: object) => unknown;
  /** Set where viewers share a cached response. */
  readonly personalize: ((context: object, shared: unknown) => unknown) | undefined;
  /** Set where the contract declares links. */
  readonly many: ((context: object) => unknown) | undefined;
  /** Set where the readers of a subscription share its messages; `handler` then creates them. */
  readonly sharing: SharedMessageHandlers | undefined;
}

/** The parts of a {@link SharedMessage} other than `read`. */
export interface SharedMessageHandlers {
  readonly open: ((context: object) => unknown) | undefined;
  readonly isFor: ((context: object) => unknown) | undefined;
  readonly audience: ((context: object) => unknown) | undefined;
}

/**
 * Implements every procedure of a feature. Compilation fails for a missing handler, an undeclared error, a read of
 * `viewer` with public access, or an output that does not fit the contract.
 */
export const implement = <const T extends Contracts>(_contracts: T, handlers: Handlers<T>): Handlers<T> => handlers;

type ErasedHandler = Pick<Implementation, "handler" | "personalize" | "many" | "sharing">;

const isFunction = (value: unknown) => typeof value === "function";

/**
 * Guarantees that the pipeline calls each handler with the context of its contract: `ApiHandlers` has already checked
 * the pair, and a table of all procedures cannot express every pair's own type.
 */
const erase = (handler: unknown, personalize?: unknown, many?: unknown, sharing?: unknown): ErasedHandler =>
  ({ handler, personalize, many, sharing }) as ErasedHandler;

const isPersonalized = ({ kind, access, ...more }: Procedure): boolean =>
  kind === "query" && access === "optional" && "cache" in more && more.cache?.scope === "shared";

const hasLinks = (procedure: Procedure): boolean =>
  procedure.kind === "query" && Object.keys(procedure.links ?? {}).length > 0;

/**
 * @throws {TypeError} for a handler of the wrong kind, which the types allow where a contract's own types are too wide.
 */
function eraseHandler(name: string, procedure: Procedure, given: unknown): ErasedHandler {
  const { read, personalize, many, open, isFor, audience } = Object(given);
  if (procedure.kind === "subscription" && isFunction(read))
    return erase(read, undefined, undefined, { open, isFor, audience });
  const isLinked = hasLinks(procedure);
  if (isLinked !== isFunction(many))
    throw new TypeError(
      isLinked
        ? `${name}: the contract declares links: pass { read, many }, and load all inputs of many() at once`
        : `${name}: many() is for contracts that declare links`,
    );
  const hasParts = isPersonalized(procedure) ? isFunction(personalize) : isLinked && personalize === undefined;
  if (hasParts && isFunction(read)) return erase(read, personalize, many);
  if (!hasParts && !isLinked && !isPersonalized(procedure) && isFunction(given)) return erase(given);
  throw new TypeError(
    `${name}: pass a function, { read, personalize } for a shared cached query, or { read } for a subscription`,
  );
}

const uncompiled: CompileSchema = (schema) => schema;

/** Pairs every procedure of the API with its handler, by name. */
export function implementAll<T extends Api>(
  api: T,
  handlers: ApiHandlers<T>,
  compile = uncompiled,
): ReadonlyMap<string, Implementation> {
  return new Map(
    proceduresOf(api).map(({ name, procedure }) => {
      const [feature = "", verb = ""] = name.split(".");
      const given: unknown = handlers[feature]?.[verb];
      return [
        name,
        { name, procedure, schemas: new CompiledSchemas(procedure, compile), ...eraseHandler(name, procedure, given) },
      ];
    }),
  );
}

/** Adds the former names of procedures, under which clients of earlier releases call them. */
export const withFormerNames = (
  implementations: ReadonlyMap<string, Implementation>,
): ReadonlyMap<string, Implementation> =>
  new Map([...implementations.values()].flatMap((one) => namesOf(one).map((name) => [name, one] as const)));
