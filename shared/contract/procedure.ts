import type * as z from "zod";
import type { Access } from "./access.ts";
import type { CachePolicy } from "./cache.ts";
import type { Deprecation } from "./deprecation.ts";
import type { Errors } from "./errors.ts";
import type { Limits } from "./limit.ts";
import type { Rest, RouteText } from "./rest.ts";

interface Definition<
  A extends Access,
  I extends z.ZodObject,
  O extends z.ZodType,
  E extends Errors,
  R extends RouteText,
> {
  /** One line for people who read the API. */
  readonly summary: string;
  /** More, where a line is not enough. */
  readonly description?: string;
  /** Who may call; enforced before the input is read. */
  readonly access: A;
  /** Fields of the call, all of them expressible in JSON Schema. */
  readonly input: I;
  /** What a call answers; fields outside of it never leave the server. */
  readonly output: O;
  /** Errors a caller should expect, by code. */
  readonly errors?: E;
  /** How often it may be called; absent means as often as one likes. */
  readonly limit?: Limits;
  /** Where the REST surface serves it; absent means tRPC alone. */
  readonly rest?: Rest<R>;
  /** Since when it should no longer be called; the documentation, the client and each answer tell it. */
  readonly deprecated?: Deprecation;
}

interface QueryDefinition<
  A extends Access,
  I extends z.ZodObject,
  O extends z.ZodType,
  E extends Errors,
  R extends RouteText,
  C extends CachePolicy,
> extends Definition<A, I, O, E, R> {
  /** Whether and how answers are kept; absent means that each call reads the database. */
  readonly cache?: C;
}

interface MutationDefinition<
  A extends Access,
  I extends z.ZodObject,
  O extends z.ZodType,
  E extends Errors,
  R extends RouteText,
> extends Definition<A, I, O, E, R> {
  /** Cache tags that a success drops; `{field}` is filled from the input or the output. */
  readonly invalidates?: readonly string[];
}

/** A procedure that only reads. */
export interface Query<
  A extends Access = Access,
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
  E extends Errors = Errors,
  R extends RouteText = RouteText,
  C extends CachePolicy = CachePolicy,
> extends QueryDefinition<A, I, O, E, R, C> {
  readonly kind: "query";
  readonly errors: E;
}

/** A procedure that changes something. */
export interface Mutation<
  A extends Access = Access,
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
  E extends Errors = Errors,
  R extends RouteText = RouteText,
> extends MutationDefinition<A, I, O, E, R> {
  readonly kind: "mutation";
  readonly errors: E;
}

/** One call that a client can make. */
export type Procedure = Query | Mutation;

/** Procedures of one feature, by name. */
export type Contracts = Readonly<Record<string, Procedure>>;

/** Features by name: the whole tree. */
export type Api = Readonly<Record<string, Contracts>>;

type NoErrors = Record<never, never>;

/**
 * Declares a procedure that only reads. Literals keep their type.
 *
 * @example
 * get: query({
 *   summary: "One article",
 *   access: "optional",
 *   input: z.object({ slug: Slug }),
 *   output: Article,
 *   errors: { not_found: notFound("article") },
 *   rest: { route: "GET /articles/{slug}", reply: "article" },
 * })
 */
// `NoInfer`: where contracts are expected, what a definition leaves out would otherwise become as wide as can be.
export function query<
  const A extends Access,
  I extends z.ZodObject,
  O extends z.ZodType,
  const E extends Errors = NoErrors,
  const R extends RouteText = never,
  const C extends CachePolicy = never,
>(definition: QueryDefinition<A, I, O, E, R, C>): Query<A, I, O, NoInfer<E>, NoInfer<R>, NoInfer<C>>;
export function query(
  definition: QueryDefinition<Access, z.ZodObject, z.ZodType, Errors, RouteText, CachePolicy>,
): Query {
  return { ...definition, kind: "query", errors: definition.errors ?? {} };
}

/** Declares a procedure that changes something; the rest is as in {@link query}. */
export function mutation<
  const A extends Access,
  I extends z.ZodObject,
  O extends z.ZodType,
  const E extends Errors = NoErrors,
  const R extends RouteText = never,
>(definition: MutationDefinition<A, I, O, E, R>): Mutation<A, I, O, NoInfer<E>, NoInfer<R>>;
export function mutation(definition: MutationDefinition<Access, z.ZodObject, z.ZodType, Errors, RouteText>): Mutation {
  return { ...definition, kind: "mutation", errors: definition.errors ?? {} };
}

/** What a client may send: defaults may be left out. */
export type InputOf<P extends Procedure> = z.input<P["input"]>;

/** What a handler receives after parsing. */
export type ParsedInputOf<P extends Procedure> = z.output<P["input"]>;

/** What a call answers. */
export type OutputOf<P extends Procedure> = z.output<P["output"]>;

/** What a handler gives along with a code: nothing unless the contract declares details. */
export type ErrorDetailsOf<P extends Procedure, Code extends keyof P["errors"]> = P["errors"][Code] extends {
  readonly details: infer D extends z.ZodType;
}
  ? [details: z.input<D>]
  : [];

/** Codes a handler may fail with. */
export type ErrorCodeOf<P extends Procedure> = keyof P["errors"] & string;
