import type { JsonSchema } from "../../../shared/contract/json-schema.ts";

/** Required security schemes by name; `{}` allows anonymous calls. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export interface MediaType {
  readonly schema: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
  /** How fields of a form are written. */
  readonly encoding?: Readonly<Record<string, { readonly contentType: string }>>;
}

/** A parameter in path, query or header. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly description?: string;
  readonly schema?: JsonSchema;
  /** Used instead of a schema for a parameter in JSON. */
  readonly content?: Readonly<Record<string, MediaType>>;
  readonly style?: "form";
  readonly explode?: true;
  readonly example?: unknown;
}

export interface RequestBody {
  readonly required: boolean;
  readonly content: Readonly<Record<string, MediaType>>;
}

/** A response, or a reference to a shared one. */
export type ResponseObject =
  | { readonly $ref: string }
  | {
      readonly description: string;
      readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
      readonly content?: Readonly<Record<string, MediaType>>;
    };

/** One procedure as a REST operation. */
export interface Operation {
  /** `articlesPublish`: a valid identifier in every language. */
  readonly operationId: string;
  /** `articles.publish`, the name in tRPC. */
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

/** A request that the service sends to subscribed endpoints. */
export interface Webhook {
  readonly post: Omit<Operation, "x-procedure">;
}

export interface Tag {
  readonly name: string;
  readonly description: string;
}

/** HTTP method in lower case, as OpenAPI writes it. */
export type OperationMethod = "get" | "post" | "put" | "patch" | "delete";

/** The subset of OpenAPI 3.1 that the document uses. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly Tag[];
  readonly paths: Readonly<Record<string, Readonly<Partial<Record<OperationMethod, Operation>>>>>;
  /** Public events, as webhooks deliver them. */
  readonly webhooks?: Readonly<Record<string, Webhook>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly responses: Readonly<Record<string, ResponseObject>>;
    readonly headers: Readonly<Record<string, unknown>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
  /** Procedures without a REST route, reachable by tRPC only. */
  readonly "x-trpc-only"?: readonly {
    readonly name: string;
    readonly summary: string;
    readonly deprecated?: true;
  }[];
}
