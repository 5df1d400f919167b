import type * as z from "zod";
import type { Access } from "./access.ts";
import type { CachePolicy } from "./cache.ts";
import type { Deprecation } from "./deprecation.ts";
import type { Errors } from "./errors.ts";
import type { FormerName } from "./former-names.ts";
import type { Limits } from "./limit.ts";
import type { Rest, RouteText } from "./rest.ts";

/** The declarations that all kinds of procedures share. */
export interface Definition<
  A extends Access,
  I extends z.ZodObject,
  O extends z.ZodType,
  E extends Errors,
  R extends RouteText,
> {
  /** One imperative line, "Get an article". */
  readonly summary: string;
  /** Further documentation, in Markdown. */
  readonly description?: string;
  /** Who may call; enforced before the input is parsed. */
  readonly access: A;
  /** Input fields, all expressible in JSON Schema. */
  readonly input: I;
  /** Output; fields outside the schema are never sent. */
  readonly output: O;
  /** Declared errors, by code. */
  readonly errors?: E;
  /** Rate limits; absent means unlimited. */
  readonly limit?: Limits;
  /** REST mapping; absent means tRPC only. */
  readonly rest?: Rest<R>;
  /**
   * Names that the procedure had in earlier releases, `"articles.favorite"`: tRPC and GraphQL clients of those releases call
   * it by them. REST has no names of procedures.
   */
  readonly formerly?: readonly FormerName[];
  /** Deprecation notice, shown in the documentation, the client and the headers of each response. */
  readonly deprecated?: Deprecation;
}

/**
 * Links to a query in a graph of types: where each stands, `"Order.lines"`, by the `id` of the type, and which of
 * the type's fields fill which fields of the input, `{ slug: "slug" }`. The other fields are arguments of the link.
 */
export type Links = Readonly<Record<`${string}.${string}`, Readonly<Record<string, string>>>>;

interface QueryDefinition<
  A extends Access,
  I extends z.ZodObject,
  O extends z.ZodType,
  E extends Errors,
  R extends RouteText,
  C extends CachePolicy,
> extends Definition<A, I, O, E, R> {
  /** Cache policy; absent means that each call reads the database. */
  readonly cache?: C;
  /** Fields of other types that lead to this query; the handler then loads many inputs at once. */
  readonly links?: Links;
}

interface MutationDefinition<
  A extends Access,
  I extends z.ZodObject,
  O extends z.ZodType,
  E extends Errors,
  R extends RouteText,
> extends Definition<A, I, O, E, R> {
  /** Cache tags to invalidate after success; `{field}` is filled from the input or the output. */
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

/** A procedure that sends messages as events happen, until the client disconnects. */
export interface Subscription<
  A extends Access = Access,
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
  E extends Errors = Errors,
  R extends RouteText = RouteText,
  N extends string = string,
> extends Definition<A, I, O, E, R> {
  readonly kind: "subscription";
  readonly errors: E;
  /** Names of the events that it reads. */
  readonly events: readonly N[];
}

/** A procedure with one response. */
export type SingleCall = Query | Mutation;

/** One call that a client can make. */
export type Procedure = SingleCall | Subscription;

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
 *   summary: "Get an article",
 *   access: "optional",
 *   input: z.object({ slug: Slug }),
 *   output: Article,
 *   errors: { not_found: notFound("article") },
 *   rest: { route: "GET /articles/{slug}", reply: "article" },
 * })
 */
// `NoInfer`: in a position that expects contracts, omitted properties would otherwise be inferred as their widest type.
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

/** Declares a procedure that changes state; otherwise like {@link query}. */
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

/** Input of a call: fields with defaults are optional. */
export type InputOf<P extends Procedure> = z.input<P["input"]>;

/** Parsed input, as the handler receives it. */
export type ParsedInputOf<P extends Procedure> = z.output<P["input"]>;

/** Output of a call. */
export type OutputOf<P extends Procedure> = z.output<P["output"]>;

/** Arguments after an error code in the handler: none, unless the contract declares details. */
export type ErrorDetailsOf<P extends Procedure, Code extends keyof P["errors"]> = P["errors"][Code] extends {
  readonly details: infer D extends z.ZodType;
}
  ? [details: z.input<D>]
  : [];

/** Error codes that a handler may fail with. */
export type ErrorCodeOf<P extends Procedure> = keyof P["errors"] & string;
