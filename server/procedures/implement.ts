import type * as z from "zod";
import type { Api, Contracts, Mutation, Procedure } from "../../shared/contract/index.ts";
import { proceduresOf } from "../../shared/contract/index.ts";
import type { HandlerContext } from "./context.ts";
import type { Written } from "./written.ts";

/** The code behind one procedure: a query answers its output, a mutation what its `write` made of it. */
export type Handler<P extends Procedure> = (
  context: HandlerContext<P>,
) => P extends Mutation ? Written | Promise<Written> : z.input<P["output"]> | Promise<z.input<P["output"]>>;

/** One handler for each procedure of a feature. */
export type Handlers<T extends Contracts> = { readonly [Verb in keyof T]: Handler<T[Verb]> };

/** Handlers of every feature. */
export type ApiHandlers<T extends Api> = { readonly [Feature in keyof T]: Handlers<T[Feature]> };

/** A procedure with its handler, ready for the pipeline. */
export interface Implementation {
  readonly name: string;
  readonly procedure: Procedure;
  readonly handler: (context: object) => unknown;
}

/**
 * Gives every procedure of a feature its handler. It does not compile when one is missing, fails with an undeclared
 * error, reads `viewer` where anyone may call, or answers what the contract does not promise.
 */
export const implement = <const T extends Contracts>(_contracts: T, handlers: Handlers<T>): Handlers<T> => handlers;

/**
 * Guarantees that the pipeline hands each handler the context its contract describes: `ApiHandlers` has already
 * checked the pair, and a table of all procedures cannot keep every pair's own type.
 */
const erase = (handler: unknown): Implementation["handler"] => handler as Implementation["handler"];

/** Pairs every procedure of the tree with its handler, by name. */
export function implementAll<T extends Api>(api: T, handlers: ApiHandlers<T>): ReadonlyMap<string, Implementation> {
  return new Map(
    proceduresOf(api).map(({ name, procedure }) => {
      const [feature = "", verb = ""] = name.split(".");
      const handler: unknown = handlers[feature]?.[verb];
      return [name, { name, procedure, handler: erase(handler) }];
    }),
  );
}
