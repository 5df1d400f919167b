import type { ErrorDeclaration } from "../../../shared/contract/index.ts";

/** A type, independent of the language. */
export type NativeType =
  | { readonly kind: "text" | "time" | "integer" | "number" | "boolean" | "json" | "nothing" }
  | { readonly kind: "list" | "map" | "nullable"; readonly of: NativeType }
  | { readonly kind: "named"; readonly name: string };

/** A constant of JSON that is neither a list nor an object. */
export type Constant = string | number | boolean | null;

export interface NativeField {
  /** Name on the wire. */
  readonly wire: string;
  readonly type: NativeType;
  readonly isOptional: boolean;
  /** Always this value: written by the encoder, and no property of the type. */
  readonly constant?: Constant;
  readonly doc: readonly string[];
  readonly isDeprecated: boolean;
}

export interface ObjectDeclaration {
  readonly kind: "object";
  readonly name: string;
  readonly doc: readonly string[];
  readonly fields: readonly NativeField[];
  /** Type of all other fields, for objects that are open to them. */
  readonly others?: NativeType;
}

export interface EnumDeclaration {
  readonly kind: "enum";
  readonly name: string;
  readonly doc: readonly string[];
  readonly base: "text" | "integer" | "number";
  readonly values: readonly (string | number)[];
}

export interface UnionCase {
  /** Name of the case, in Pascal case. */
  readonly name: string;
  /** Constants of the tag; empty in a union without a tag. */
  readonly tags: readonly Constant[];
  readonly type: NativeType;
  /** An enum that accepts its known values only, since another case takes the others. */
  readonly isClosedEnum: boolean;
  /** Fields that are always the same in this case; in a union without a tag they tell whether it fits. */
  readonly constants: readonly { readonly wire: string; readonly value: string }[];
}

export interface UnionDeclaration {
  readonly kind: "union";
  readonly name: string;
  readonly doc: readonly string[];
  /** Field that distinguishes the cases; without one, the first case that fits is taken. */
  readonly tag?: string;
  readonly cases: readonly UnionCase[];
}

export interface TupleDeclaration {
  readonly kind: "tuple";
  readonly name: string;
  readonly doc: readonly string[];
  readonly items: readonly { readonly type: NativeType; readonly isOptional: boolean }[];
  readonly rest?: NativeType;
}

/** A type with a name. */
export type Declaration = ObjectDeclaration | EnumDeclaration | UnionDeclaration | TupleDeclaration;

export interface NativeError {
  readonly code: string;
  readonly declaration: ErrorDeclaration;
  readonly details?: NativeType;
}

/** How a call is sent: `public` without a token, `keyed` with an idempotency key, `subscription` as a stream. */
export type CallKind = "query" | "public" | "mutation" | "keyed" | "subscription";

/** A list with a cursor. */
export interface Pages {
  /** The only list of a page, if there is exactly one. */
  readonly items?: { readonly wire: string; readonly type: NativeType };
}

export interface NativeCall {
  /** `articles.list`. */
  readonly name: string;
  readonly feature: string;
  readonly verb: string;
  readonly kind: CallKind;
  /** Type of the input; `undefined` if it has no fields. */
  readonly input: string | undefined;
  /** Whether all fields of the input may be left out. */
  readonly isInputOptional: boolean;
  readonly output: NativeType;
  readonly doc: readonly string[];
  readonly errors: readonly NativeError[];
  /** Name of the type of its errors. */
  readonly errorName: string;
  readonly deprecation: string | undefined;
  readonly pages: Pages | undefined;
}

export interface NativeFeature {
  /** As in the contracts. */
  readonly name: string;
  readonly clientName: string;
  readonly calls: readonly NativeCall[];
}

/** Everything that the printers of native languages need. */
export interface NativeModel {
  readonly declarations: readonly Declaration[];
  readonly features: readonly NativeFeature[];
}

export const nullable = (type: NativeType): NativeType =>
  type.kind === "nullable" || type.kind === "json" ? type : { kind: "nullable", of: type };

/** The type without null. */
export const bare = (type: NativeType): NativeType => (type.kind === "nullable" ? type.of : type);

/** True for a field that may be left out and may be null. */
export const isTriState = ({ isOptional, type }: NativeField): boolean => isOptional && type.kind === "nullable";

/** A generated file, by its path under the client's folder. */
export interface NativeFile {
  readonly path: string;
  readonly text: string;
}
