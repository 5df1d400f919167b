import type { JsonSchema } from "../../../shared/contract/json-schema.ts";

/** What somebody sends to be recognised, by the name of a security scheme; `{}` is nothing. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** A body in one media type. */
export interface MediaType {
  readonly schema: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}

/** A field in the path or the query. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema?: JsonSchema;
  /** In place of a schema, for what is sent as JSON. */
  readonly content?: Readonly<Record<string, MediaType>>;
  readonly style?: "form";
  readonly explode?: true;
  readonly example?: unknown;
}

/** What a call may send in its body. */
export interface RequestBody {
  readonly required: boolean;
  readonly content: Readonly<Record<string, MediaType>>;
}

/** One way an operation answers, or a reference to one that many share. */
export type ResponseObject =
  | { readonly $ref: string }
  | {
      readonly description: string;
      readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
      readonly content?: Readonly<Record<string, MediaType>>;
    };

/** One procedure, as the REST surface serves it. */
export interface Operation {
  /** `articlesPublish`: a word in every language. */
  readonly operationId: string;
  /** `articles.publish`, as tRPC calls it. */
  readonly "x-procedure": string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated?: true;
  readonly tags: readonly string[];
  readonly security: readonly SecurityRequirement[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: Readonly<Record<string, ResponseObject>>;
}

/** A group of operations. */
export interface Tag {
  readonly name: string;
  readonly description: string;
}

/** Method of an operation, as OpenAPI writes it. */
export type OperationMethod = "get" | "post" | "put" | "patch" | "delete";

/** The part of OpenAPI 3.1 that our document uses. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly Tag[];
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<OperationMethod, Operation>>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, ResponseObject>>;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
  /** Procedures without a REST route: only tRPC reaches them. */
  readonly "x-trpc-only"?: readonly {
    readonly name: string;
    readonly summary: string;
    readonly deprecated?: true;
  }[];
}
