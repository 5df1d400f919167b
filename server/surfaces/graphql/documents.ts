import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { type ApiError, standardError } from "../../procedures/index.ts";
import { bounds, checkSize } from "./bounds.ts";

/** A document that passed all checks; or the errors of one that did not. */
export type ReadDocument =
  | { readonly document: DocumentNode }
  | { readonly errors: readonly GraphQLError[]; readonly document?: undefined };

/** The documents of a service. */
export interface DocumentOptions {
  readonly schema: GraphQLSchema;
  /** Whether clients may read the schema. */
  readonly introspection: boolean;
}

const maxErrors = 20;

/** Fragments may refer to themselves without end; validation reports them, so it runs before the counting. */
const cycleRule = specifiedRules.filter(({ name }) => name === "NoFragmentCyclesRule");

/** Parses and checks documents, and remembers those that passed: clients send few different ones. */
export class Documents {
  readonly #options: DocumentOptions;
  readonly #known = new Map<string, DocumentNode>();

  constructor(options: DocumentOptions) {
    this.#options = options;
  }

  /** @throws {ApiError} 413 for a document beyond the bounds. */
  read(text: string): ReadDocument {
    const cached = this.#known.get(text);
    if (cached !== undefined) return { document: cached };
    const read = this.#check(text);
    if (read.document !== undefined) this.#remember(text, read.document);
    return read;
  }

  #check(text: string): ReadDocument {
    const { schema, introspection } = this.#options;
    const document = parsed(text);
    if (document instanceof GraphQLError) return { errors: [document] };
    const cycles = validate(schema, document, cycleRule, { maxErrors });
    if (cycles.length > 0) return { errors: cycles };
    checkSize(document);
    const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    // Suggestions would reveal names of a schema that clients may not read.
    const errors = validate(schema, document, rules, { maxErrors, hideSuggestions: !introspection });
    return errors.length > 0 ? { errors } : { document };
  }

  #remember(text: string, document: DocumentNode): void {
    if (text.length > maxRememberedLength) return;
    const [oldest] = this.#known.keys();
    if (this.#known.size >= maxRemembered && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(text, document);
  }
}

const maxRemembered = 500;
const maxRememberedLength = 16_384;

function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxTokens: bounds.maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes("Document contains more that"))
      throw standardError("too_large", { detail: `A document has at most ${bounds.maxTokens} tokens.` });
    return error;
  }
}

/**
 * The operation to run.
 * @throws {ApiError} 400 where the document has none of this name, or several and no name is given.
 */
export function operationOf({ definitions }: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const found = name === undefined ? operations : operations.filter((operation) => operation.name?.value === name);
  const [operation, another] = found;
  if (operation === undefined) throw malformed("The document has no such operation.");
  if (another !== undefined) throw malformed("The document has several operations: send operationName.");
  return operation;
}

const malformed = (detail: string): ApiError => standardError("malformed", { detail });
