import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from "graphql";
import type { Hono } from "hono";
import type { Api } from "../../../shared/contract/index.ts";
import type { MaybePromise } from "../../concurrency/maybe-promise.ts";
import { type HttpPolicy, openCall } from "../../http/call.ts";
import { errorHeaders } from "../../http/challenge.ts";
import { createAnnouncer } from "../../http/deprecation.ts";
import { withErrorResponse } from "../../http/error-response.ts";
import type { Exchange, PlainHeaders } from "../../http/exchange.ts";
import { checkNoCondition, checkOrigin } from "../../http/guards.ts";
import type { HonoEnv } from "../../http/hono.ts";
import { createResponse, type HttpResponse } from "../../http/response.ts";
import {
  type ApiError,
  createBatchPipeline,
  type Execute,
  type Implementation,
  type Outcome,
  type ReportError,
  standardError,
} from "../../procedures/index.ts";
import { checkCost, fragmentsOf } from "./bounds.ts";
import { Selection } from "./collect.ts";
import { Documents, operationOf } from "./documents.ts";
import { graphqlError, requestError } from "./error-format.ts";
import { Operation, type Procedures } from "./execute.ts";
import { createExplorer } from "./explorer.ts";
import { type GraphqlRequest, readRequest } from "./request.ts";
import { createGraphqlSchema } from "./schema.ts";

/** Settings of the surface. */
export interface GraphqlOptions {
  /** Whether clients may read the schema. */
  readonly introspection: boolean;
  /** The only documents that clients may run, by the SHA-256 of their text; `null` where they may send their own. */
  readonly documents: ReadonlyMap<string, string> | null;
}

/** The parts of the application that the surface serves. */
export interface GraphqlParts {
  readonly api: Api;
  readonly implementations: ReadonlyMap<string, Implementation>;
  readonly execute: Execute;
  readonly httpPolicy: HttpPolicy;
  readonly reportError: ReportError;
}

/** The surface, and the page to try documents on. */
export interface Graphql {
  readonly serve: (exchange: Exchange) => MaybePromise<HttpResponse>;
  readonly explorer: Hono<HonoEnv>;
}

/** Creates the surface; passed in by an entry that serves GraphQL. */
export type CreateGraphql = (parts: GraphqlParts) => Graphql;

const responseType = "application/graphql-response+json";

/** Whether the client accepts the media type whose status codes reflect errors. */
const isModern = ({ request }: Exchange) => request.header("accept")?.includes(responseType) ?? false;

const contentType = (exchange: Exchange) => `${isModern(exchange) ? responseType : "application/json"}; charset=utf-8`;

/**
 * Creates a response. Under `application/json`, whose status is the transport's alone, errors of a document are 200.
 * Source: GraphQL over HTTP, "Status Codes".
 */
function answer(exchange: Exchange, status: number, body: object, headers: PlainHeaders = {}): HttpResponse {
  return createResponse(exchange, status, JSON.stringify(body), {
    vary: "accept",
    "content-type": contentType(exchange),
    ...headers,
  });
}

function refusal(exchange: Exchange, error: ApiError): HttpResponse {
  exchange.record.error ??= error.code;
  return answer(exchange, error.status, { errors: [requestError(error)] }, errorHeaders(exchange, error));
}

function invalidDocument(exchange: Exchange, errors: readonly GraphQLError[]): HttpResponse {
  exchange.record.error ??= "malformed";
  return answer(exchange, isModern(exchange) ? 400 : 200, { errors: errors.map((error) => graphqlError(error)) });
}

/** A document and the operation of it to run. */
interface Chosen {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Serves one API over GraphQL. */
class GraphqlSurface {
  readonly schema: GraphQLSchema;
  readonly #documents: Documents;
  readonly #options: GraphqlOptions;
  readonly #parts: GraphqlParts;
  readonly #procedures: Procedures;
  readonly #announce: ReturnType<typeof createAnnouncer>;

  constructor(parts: GraphqlParts, options: GraphqlOptions) {
    this.schema = createGraphqlSchema(parts.api);
    this.#documents = new Documents({ schema: this.schema, introspection: options.introspection });
    this.#options = options;
    this.#parts = parts;
    this.#procedures = { ...parts, executeMany: createBatchPipeline(parts.execute, parts.reportError) };
    this.#announce = createAnnouncer(parts.implementations.values());
  }

  async serve(exchange: Exchange): Promise<HttpResponse> {
    checkOrigin(exchange, this.#parts.httpPolicy.origins);
    checkNoCondition(exchange);
    const request = await readRequest(exchange);
    const read = this.#documents.read(this.#textOf(request));
    if (read.document === undefined) return invalidDocument(exchange, read.errors);
    const { document } = read;
    const operation = operationOf(document, request.operationName);
    if (operation.operation !== OperationTypeNode.QUERY && exchange.request.method === "GET")
      throw standardError("wrong_method", { headers: { allow: "POST" }, detail: "A GET only reads: send it by POST." });
    return this.#run(exchange, { document, operation }, request.variables);
  }

  /** The text of the document. @throws {ApiError} 400 where it is not among those that clients may run. */
  #textOf({ query, documentId }: GraphqlRequest): string {
    const { documents } = this.#options;
    if (documents === null) {
      if (query === undefined) throw standardError("malformed", { detail: "PersistedQueryNotSupported" });
      return query;
    }
    const text = documentId === undefined ? undefined : documents.get(documentId);
    if (text === undefined)
      throw standardError("malformed", {
        detail: documentId === undefined ? "Send the documentId of a persisted document." : "PersistedQueryNotFound",
      });
    return text;
  }

  async #run(exchange: Exchange, { document, operation }: Chosen, sent: GraphqlRequest["variables"]) {
    const variables = getVariableValues(this.schema, operation.variableDefinitions ?? [], sent, {
      maxErrors: 20,
      hideSuggestions: !this.#options.introspection,
    });
    if (variables.errors !== undefined) return invalidDocument(exchange, variables.errors);
    const selection = new Selection(this.schema, fragmentsOf(document), variables.coerced);
    checkCost(this.schema, selection, operation);
    const outcomes: Outcome[] = [];
    const { services, record, requestId } = exchange;
    const call = openCall(exchange, this.#parts.httpPolicy);
    this.#checkKey(call.idempotencyKey, selection, operation);
    const running = new Operation(this.schema, selection, this.#procedures, {
      services,
      call,
      begin: (procedure) => record.begin(procedure),
      onOutcome: (implementation, outcome) => {
        outcomes.push(outcome);
        if (!outcome.ok) record.error ??= outcome.error.code;
        this.#announce(exchange, [implementation]);
      },
      report: (error) => this.#parts.reportError(error, { requestId, procedure: "graphql" }),
    });
    const { data, errors } = await running.run(operation);
    const body = errors.length === 0 ? { data } : { errors, data };
    return answer(exchange, 200, body, headersOf(exchange, outcomes));
  }

  /** One key stands for one call. @throws {ApiError} 400 for a key with several mutations. */
  #checkKey(key: string | undefined, selection: Selection, { operation, selectionSet }: OperationDefinitionNode): void {
    const root = this.schema.getRootType(operation);
    if (key === undefined || operation !== OperationTypeNode.MUTATION || !root) return;
    if (selection.root(root, selectionSet).length > 1)
      throw standardError("malformed", { detail: "With an Idempotency-Key, an operation holds one mutation." });
  }
}

/** Headers of the only call; those of several could contradict each other. */
function headersOf(exchange: Exchange, outcomes: readonly Outcome[]): PlainHeaders {
  const [outcome, another] = outcomes;
  if (outcome === undefined || another !== undefined) return {};
  return outcome.ok ? outcome.headers : errorHeaders(exchange, outcome.error);
}

/** Makes the surface with its settings. The schema is derived at the first request. */
export const createGraphql =
  (options: GraphqlOptions): CreateGraphql =>
  (parts) => {
    let made: GraphqlSurface | undefined;
    const surface = () => {
      made ??= new GraphqlSurface(parts, options);
      return made;
    };
    const serve = (exchange: Exchange) =>
      withErrorResponse(
        async () => surface().serve(exchange),
        (error) => refusal(exchange, error),
      );
    return { serve, explorer: createExplorer(() => surface().schema) };
  };
