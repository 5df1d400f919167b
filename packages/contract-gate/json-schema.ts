/** JSON Schema (draft 2020-12) as the gate reads it. A schema with other keywords is compared as a whole. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly not?: Schema;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number | boolean;
  readonly exclusiveMaximum?: number | boolean;
  readonly multipleOf?: number;
  readonly items?: Schema | Schema[];
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly [keyword: string]: unknown;
}

/** A schema, or `true` for anything and `false` for nothing. */
export type Schema = JsonSchema | boolean;

/** Named schemas, by the part of `$ref` after {@link refPrefix}. */
export type Schemas = Readonly<Record<string, Schema>>;

/** Prefix of references to named schemas. */
export const refPrefix = "#/schemas/";

/** Who may call: anyone, optionally signed in, signed in, or signed in under conditions that must all hold. */
export type Access = "public" | "optional" | "required" | Conditions;

export interface Conditions {
  /** Minimum role, one of {@link Snapshot.roles}. */
  readonly role?: string;
  /** API keys with this scope may call too. */
  readonly scope?: string;
  /** Requires a recent authentication. */
  readonly fresh?: true | "sometimes";
  /** Requires membership of the tenant that this input field names, in one of the roles. */
  readonly tenant?: { readonly field: string; readonly roles?: readonly string[] };
}

/** REST mapping of a procedure. */
export interface Rest {
  /** Method and path, such as `"GET /things/{id}"`. */
  readonly route: string;
  /** Fields in the query string; for GET, all that are elsewhere neither. */
  readonly query?: readonly string[];
  /** Header names by field. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Field in `If-Match`. */
  readonly ifMatch?: string;
  /** Field that `If-None-Match: *` sets. */
  readonly ifNoneMatch?: string;
  readonly accepts?: "form" | { readonly raw: string; readonly type?: string };
  /** Key that wraps the body fields. */
  readonly body?: string;
  /** Key that wraps the output. */
  readonly reply?: string;
  /** Status of success, or one for each constant of an output field; 200 if absent. */
  readonly status?: number | { readonly by: string; readonly of: Readonly<Record<string, number>> };
  readonly location?: string | { readonly field: string };
  /** Media type of the response where it is not JSON. */
  readonly type?: string;
  /** Output field in `ETag`. */
  readonly etag?: string;
}

/** The stable part of an error. */
export interface ErrorFacts {
  readonly status: number;
  readonly subject: string;
  readonly message: string;
  /** The schema of the error's details. */
  readonly details?: Schema;
}

/** A token bucket: `burst` calls at once (`rate` if absent), then `rate` calls in `perSeconds`. */
export interface Limit {
  readonly per: string;
  readonly rate: number;
  readonly perSeconds: number;
  readonly burst?: number;
  readonly counts?: "calls" | "failures";
  readonly by?: string;
}

/** How long responses are cached, in seconds. */
export interface CacheFacts {
  readonly ttlSeconds: number;
  readonly scope: string;
  readonly staleWhileRevalidateSeconds?: number;
  readonly negativeTtlSeconds?: number;
  readonly cdnMaxAgeSeconds?: number;
}

/** Days in UTC, and the replacement. */
export interface Deprecation {
  readonly since: string;
  readonly use?: string;
  readonly sunset?: string;
}

/** The part of a procedure that clients can notice. */
export interface ProcedureFacts {
  readonly kind: string;
  readonly access: Access;
  readonly rest?: Rest;
  readonly errors: Readonly<Record<string, ErrorFacts>>;
  readonly limits: readonly Limit[];
  readonly cache?: CacheFacts;
  readonly deprecated?: Deprecation;
  readonly formerly?: readonly string[];
  readonly input: Schema;
  readonly output: Schema;
}

/** The part of a public event that its readers can notice. */
export interface EventFacts {
  /** Field that orders events. */
  readonly key?: string;
  readonly payload: Schema;
}

/** The part of the contracts that clients can notice, as plain JSON. */
export interface Snapshot {
  /** Wire version. */
  readonly wire: number;
  /** Roles, each including the rights of those before it; absent in locks of older releases. */
  readonly roles?: readonly string[];
  /** Standard errors, which any procedure may return. */
  readonly errors: Readonly<Record<string, ErrorFacts>>;
  readonly procedures: Readonly<Record<string, ProcedureFacts>>;
  /** Public events; absent in locks of releases without any. */
  readonly events?: Readonly<Record<string, EventFacts>>;
  readonly schemas: Schemas;
}
