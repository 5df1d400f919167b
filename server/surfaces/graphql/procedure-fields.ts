import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLUnionType,
} from "graphql";
import type { DescribedProcedure, JsonSchema } from "../../../shared/contract/json-schema.ts";
import { pascalCase, type Schemas } from "../openapi/schemas.ts";
import { type Connections, pageOf } from "./connections.ts";
import type { ErrorTypes } from "./error-types.ts";
import type { LinkField, ProcedureField } from "./extensions.ts";
import type { InputFields, InputTypes } from "./input-types.ts";
import { asSchema, readSchema } from "./json-schema.ts";
import type { Names } from "./names.ts";
import type { OutputTypes } from "./output-types.ts";
import { maxInt } from "./scalars.ts";
import { StreamReset } from "./stream-format.ts";

type Field = GraphQLFieldConfig<unknown, unknown>;

interface Types {
  readonly components: Schemas;
  readonly names: Names;
  readonly outputs: OutputTypes;
  readonly inputs: InputTypes;
  readonly connections: Connections;
  readonly errors: ErrorTypes;
}

/** Result of a procedure without data. */
const Success = new GraphQLObjectType({
  name: "Success",
  description: "The call succeeded; it returns no data.",
  fields: { ok: { type: new GraphQLNonNull(GraphQLBoolean), description: "Always true." } },
});

/** The GraphQL type of a successful result, and the conversion of an output to it. */
interface Payload {
  readonly type: GraphQLOutputType;
  readonly wrap: (output: unknown) => unknown;
}

const unchanged = (output: unknown) => output;

const pageArguments = { limit: "first", cursor: "after" };

/** The page size that the cost estimate assumes where neither the call nor the contract states one. */
const assumedPageSize = 100;

/** Relay's `first` is an `Int`, so a limit without a maximum gets one. */
function withIntLimit(schema: JsonSchema): JsonSchema {
  const limit = schema.properties?.limit;
  if (typeof limit !== "object" || limit.type !== "integer") return schema;
  return { ...schema, properties: { ...schema.properties, limit: { maximum: maxInt, ...limit } } };
}

const numberIn = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** True for a type that can be part of a union: an object, or another union, whose members are added. */
const isMember = (type: GraphQLOutputType): type is GraphQLObjectType | GraphQLUnionType =>
  type instanceof GraphQLObjectType || type instanceof GraphQLUnionType;

const membersOf = (type: GraphQLOutputType): readonly GraphQLObjectType[] =>
  type instanceof GraphQLUnionType ? type.getTypes() : type instanceof GraphQLObjectType ? [type] : [];

/** Unions of a success and declared errors, by the kind of the procedure. */
const unions = {
  query: {
    suffix: "Result",
    more: [],
    description: (name: string) => `Result of ${name}: its output, or an error that it declares.`,
  },
  mutation: {
    suffix: "Result",
    more: [],
    description: (name: string) => `Result of ${name}: its output, or an error that it declares.`,
  },
  subscription: {
    suffix: "Message",
    more: [StreamReset],
    description: (name: string) => `Message of ${name}: an event, a reset after a gap, or an error that it declares.`,
  },
} as const;

/** Creates the fields that call procedures: those of the root types, and the links between types. */
export class ProcedureFields {
  readonly #types: Types;
  readonly #procedures: readonly DescribedProcedure[];
  readonly #payloads = new Map<string, Payload>();

  constructor(procedures: readonly DescribedProcedure[], types: Types) {
    this.#procedures = procedures;
    this.#types = types;
  }

  /**
   * The field of a procedure on the root type. Mutations, and queries that declare errors, return a union of the output and
   * the errors; a subscription sends a union of messages, resets and errors.
   */
  rootField(described: DescribedProcedure): Field {
    const { name, procedure } = described;
    const isQuery = procedure.kind === "query";
    // A mutation takes one argument, `input`; other procedures take each field as an argument.
    const isFlat = procedure.kind !== "mutation";
    const isUnion = !isQuery || Object.keys(procedure.errors).length > 0;
    const { fields, convert } = this.#inputFields(described);
    const isEmpty = Object.keys(fields).length === 0;
    const payload = isUnion ? this.#memberPayload(described) : this.#payload(described);
    const errors = isUnion ? this.#types.errors.of(described) : new Map<string, GraphQLObjectType>();
    const call: ProcedureField = {
      procedure: name,
      success: payload.type,
      wrap: payload.wrap,
      errors,
      toInput: isFlat || isEmpty ? convert : ({ input }) => (input === undefined ? {} : convert(Object(input))),
      pageSize: this.#pageSize(described),
    };
    return {
      type: isUnion ? this.#result(described, payload.type, errors) : payload.type,
      args: isFlat || isEmpty ? fields : this.#types.inputs.asArgument(fields, pascalCase(name)),
      extensions: { facts: { call } },
    };
  }

  /** The links that the contracts declare on the type of this component. */
  linksOf(component: string): Record<string, Field> {
    const links: Record<string, Field> = {};
    for (const described of this.#procedures)
      for (const [place, by] of Object.entries(linksIn(described))) {
        const [type, name = ""] = place.split(".");
        if (type === component) links[name] = this.#link(described, by);
      }
    return links;
  }

  #link(described: DescribedProcedure, by: Readonly<Record<string, string>>): Field {
    const { name, procedure } = described;
    const { fields, convert } = this.#inputFields(described, Object.keys(by));
    const { type, wrap } = this.#payload(described);
    const pageSize = this.#pageSize(described);
    const link: LinkField = { procedure: name, success: type, wrap, errors: new Map(), toInput: convert, pageSize, by };
    return { type, args: fields, description: `${procedure.summary}.`, extensions: { facts: { link } } };
  }

  #inputFields(described: DescribedProcedure, omitted: readonly string[] = []): InputFields {
    const { schema } = readSchema(described.input, this.#types.components);
    const preferredName = pascalCase(described.name);
    if (pageOf(described, this.#types.components) === undefined)
      return this.#types.inputs.fieldsOf(schema, preferredName, { omitted });
    return this.#types.inputs.fieldsOf(withIntLimit(schema), preferredName, { omitted, renamed: pageArguments });
  }

  #pageSize(described: DescribedProcedure): ProcedureField["pageSize"] {
    if (pageOf(described, this.#types.components) === undefined) return () => 1;
    const limit = asSchema(described.input.properties?.limit);
    const standard = numberIn(limit.default) ?? limit.maximum ?? assumedPageSize;
    return (args) => numberIn(args.first) ?? standard;
  }

  /** The type of a procedure's output, nullable. */
  #payload(described: DescribedProcedure): Payload {
    const cached = this.#payloads.get(described.name);
    if (cached !== undefined) return cached;
    const created = this.#createPayload(described);
    this.#payloads.set(described.name, created);
    return created;
  }

  #createPayload(described: DescribedProcedure): Payload {
    const { components, connections, outputs } = this.#types;
    const page = pageOf(described, components);
    if (page !== undefined) return { type: connections.typeOf(page, described.name), wrap: unchanged };
    if (isNothing(described.output)) return { type: Success, wrap: () => ({ ok: true }) };
    return { type: outputs.nullableTypeOf(described.output, `${pascalCase(described.name)}Payload`), wrap: unchanged };
  }

  /** The payload as a member of a union; an output that is not an object is wrapped in one. */
  #memberPayload(described: DescribedProcedure): Payload {
    const payload = this.#payload(described);
    if (isMember(payload.type) && !readSchema(described.output, this.#types.components).isNullable) return payload;
    if (payload.type === Success) return payload;
    const wrapped = new GraphQLObjectType({
      name: this.#types.names.take(`${pascalCase(described.name)}Success`),
      description: "The output of the call.",
      fields: { value: { type: payload.type } },
    });
    return { type: wrapped, wrap: (output) => ({ value: output }) };
  }

  #result(
    { name, procedure }: DescribedProcedure,
    success: GraphQLOutputType,
    errors: ReadonlyMap<string, GraphQLObjectType>,
  ): GraphQLUnionType {
    const { suffix, description, more } = unions[procedure.kind];
    return new GraphQLUnionType({
      name: this.#types.names.take(pascalCase(name) + suffix),
      description: description(`\`${name}\``),
      types: [...membersOf(success), ...more, ...errors.values()],
    });
  }
}

const isNothing = ({ type }: JsonSchema) => type === "null";

const linksIn = ({ procedure }: DescribedProcedure): Readonly<Record<string, Readonly<Record<string, string>>>> =>
  procedure.kind === "query" ? (procedure.links ?? {}) : {};
