import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from "graphql";
import type { Hono } from "hono";
import type { Api } from "../../../shared/contract/index.ts";
import type { MaybePromise } from "../../concurrency/maybe-promise.ts";
import { withErrorResponse } from "../../http/error-response.ts";
import type { Exchange } from "../../http/exchange.ts";
import { type Admitted, admit, allConditions, type Guards } from "../../http/guards.ts";
import type { HonoEnv } from "../../http/hono.ts";
import { beginProcedure, type HttpPolicy, openCall } from "../../http/open-call.ts";
import type { HttpResponse } from "../../http/response.ts";
import {
  createBatchPipeline,
  type Execute,
  type Implementation,
  type Outcome,
  type ReportError,
  standardError,
} from "../../procedures/index.ts";
import { acceptsEvents, streamResponse, withResumePosition } from "../live/index.ts";
import { checkCost, checkSubscribed, fragmentsOf } from "./bounds.ts";
import { FieldTree, isConstant, Selection, type Variables } from "./collect-fields.ts";
import { Documents, operationOf } from "./documents.ts";
import { Operation, type OperationResult, type Procedures } from "./execute.ts";
import { createExplorer } from "./explorer.ts";
import { checkMethodAndType, type GraphqlRequest, readRequest } from "./request.ts";
import { answer, headersOf, invalidDocument, refusal } from "./responses.ts";
import { createGraphqlSchema } from "./schema.ts";
import { SharedFormats } from "./shared-formats.ts";

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

/** A document and the operation of it to run. */
interface Chosen {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

const bodyOf = ({ data, errors }: OperationResult) => (errors.length === 0 ? { data } : { errors, data });

/** Serves one API over GraphQL. */
class GraphqlSurface {
  readonly schema: GraphQLSchema;
  readonly #documents: Documents;
  readonly #options: GraphqlOptions;
  readonly #parts: GraphqlParts;
  readonly #trees = new WeakMap<DocumentNode, FieldTree>();
  readonly #formats = new SharedFormats();
  readonly #procedures: Procedures;
  readonly #guards: Guards;

  constructor(parts: GraphqlParts, options: GraphqlOptions) {
    this.schema = createGraphqlSchema(parts.api);
    this.#documents = new Documents({ schema: this.schema, introspection: options.introspection });
    this.#options = options;
    this.#parts = parts;
    this.#procedures = { ...parts, executeMany: createBatchPipeline(parts.execute, parts.reportError) };
    const { origins } = parts.httpPolicy;
    this.#guards = { origins, checkMediaType: checkMethodAndType, refusedConditions: allConditions };
  }

  async serve(exchange: Exchange): Promise<HttpResponse> {
    exchange.record.route = "/graphql";
    const admitted = admit(exchange, this.#guards);
    const request = await readRequest(admitted);
    const text = this.#textOf(request);
    const read = this.#documents.read(text);
    if (read.document === undefined) return invalidDocument(exchange, read.errors);
    const { document } = read;
    const operation = operationOf(document, request.operationName);
    if (operation.operation === OperationTypeNode.MUTATION && exchange.request.method === "GET")
      throw standardError("wrong_method", { headers: { allow: "POST" }, detail: "A GET only reads: send it by POST." });
    const chosen = { document, operation };
    return operation.operation === OperationTypeNode.SUBSCRIPTION
      ? this.#subscribe(admitted, chosen, { ...request, query: text })
      : this.#run(admitted, chosen, request.variables);
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

  /** The variables, and the fields that the operation asks for with them. */
  #select({ document, operation }: Chosen, sent: GraphqlRequest["variables"]) {
    const variables = getVariableValues(this.schema, operation.variableDefinitions ?? [], sent, {
      maxErrors: 20,
      hideSuggestions: !this.#options.introspection,
    });
    if (variables.errors !== undefined) return { errors: variables.errors };
    const selection = new Selection(this.#treeOf(document, variables.coerced), variables.coerced);
    checkCost(selection, operation);
    return { selection };
  }

  /** The fields of a document, cached with it unless its variables change them. */
  #treeOf(document: DocumentNode, variables: Variables): FieldTree {
    const cached = this.#trees.get(document);
    if (cached !== undefined) return cached;
    const tree = new FieldTree(this.schema, fragmentsOf(document), variables);
    if (isConstant(document)) this.#trees.set(document, tree);
    return tree;
  }

  /** The operation of a request, and the outcomes of its calls so far. */
  #open(exchange: Admitted, selection: Selection) {
    const outcomes: Outcome[] = [];
    const { services, record } = exchange;
    const call = openCall(exchange, this.#parts.httpPolicy);
    const running = new Operation(selection, this.#procedures, {
      services,
      call,
      begin: (implementation) => beginProcedure(exchange, implementation),
      onOutcome: (outcome) => {
        outcomes.push(outcome);
        if (!outcome.ok) record.error ??= outcome.error.code;
      },
      report: this.#reporter(exchange),
    });
    return { call, running, outcomes };
  }

  #reporter({ requestId }: Exchange) {
    return (error: unknown) => this.#parts.reportError(error, { requestId, procedure: "graphql" });
  }

  async #run(exchange: Admitted, chosen: Chosen, sent: GraphqlRequest["variables"]): Promise<HttpResponse> {
    const { errors, selection } = this.#select(chosen, sent);
    if (errors !== undefined) return invalidDocument(exchange, errors);
    const { call, running, outcomes } = this.#open(exchange, selection);
    this.#checkKey(call.idempotencyKey, selection, chosen.operation);
    const result = await running.run(chosen.operation);
    return answer(exchange, 200, bodyOf(result), headersOf(exchange, outcomes));
  }

  async #subscribe(exchange: Admitted, chosen: Chosen, { query, operationName, variables }: GraphqlRequest) {
    if (!acceptsEvents(exchange))
      throw standardError("malformed", { detail: "A subscription is streamed: send Accept: text/event-stream." });
    const { errors, selection } = this.#select(chosen, variables);
    if (errors !== undefined) return invalidDocument(exchange, errors);
    const [selected, another] = selection.tree.root(chosen.operation);
    const call = selected?.facts.call;
    if (selected === undefined || call === undefined || another !== undefined)
      throw standardError("malformed", { detail: "A subscription has one field." });
    checkSubscribed(selection.tree, selected);
    const { running, outcomes } = this.#open(exchange, selection);
    const opened = await running.subscribe(selected, call, (input) => Object(withResumePosition(exchange, input)));
    if ("data" in opened) return answer(exchange, 200, bodyOf(opened), headersOf(exchange, outcomes));
    if (opened.stream === undefined) throw new TypeError(`${call.procedure}: a subscription has no stream`);
    const field = { selection, selected, call, report: this.#reporter(exchange) };
    const format = this.#formats.formatOf(JSON.stringify([query, operationName, variables]), field);
    return streamResponse(exchange, opened.stream, opened, format);
  }

  /** One key stands for one call. @throws {ApiError} 400 for a key with several mutations. */
  #checkKey(key: string | undefined, { tree }: Selection, operation: OperationDefinitionNode): void {
    if (key === undefined || operation.operation !== OperationTypeNode.MUTATION) return;
    if (tree.root(operation).length > 1)
      throw standardError("malformed", { detail: "With an Idempotency-Key, an operation holds one mutation." });
  }
}

/** Creates the surface with its settings. The schema is derived at the first request. */
export const createGraphql =
  (options: GraphqlOptions): CreateGraphql =>
  (parts) => {
    let created: GraphqlSurface | undefined;
    const surface = () => {
      created ??= new GraphqlSurface(parts, options);
      return created;
    };
    const serve = (exchange: Exchange) =>
      withErrorResponse(
        async () => surface().serve(exchange),
        (error) => refusal(exchange, error),
      );
    return { serve, explorer: createExplorer(() => surface().schema) };
  };
