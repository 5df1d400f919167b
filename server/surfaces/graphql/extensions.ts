import type { GraphQLObjectType, GraphQLOutputType } from "graphql";

/** How a field of a procedure is called, and how its outcome becomes the field's value. */
export interface ProcedureField {
  readonly procedure: string;
  /** Converts the field's arguments to the procedure's input. */
  readonly toInput: (args: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** The type of a success, nullable. */
  readonly success: GraphQLOutputType;
  /** Wraps an output that is not an object, which a union cannot contain. */
  readonly wrap: (output: unknown) => unknown;
  /** The types of declared errors by code; empty where errors are not part of the field's type. */
  readonly errors: ReadonlyMap<string, GraphQLObjectType>;
  /** Number of items that the field returns at most, by its arguments. */
  readonly pageSize: (args: Readonly<Record<string, unknown>>) => number;
}

/** A link: its procedure is called with fields of the object that has the link. */
export interface LinkField extends ProcedureField {
  /** Source fields by input field. */
  readonly by: Readonly<Record<string, string>>;
}

/** Facts about a field that its GraphQL type does not express. */
export interface FieldFacts {
  /** The property of the source, where it has another name. */
  readonly key?: string;
  readonly call?: ProcedureField;
  readonly link?: LinkField;
  /** Number of items that a list without pages is taken to hold. */
  readonly items?: number;
}

declare module "graphql" {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    readonly facts?: FieldFacts;
  }
}
