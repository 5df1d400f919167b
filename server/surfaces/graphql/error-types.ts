import {
  type GraphQLFieldConfig,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLString,
} from "graphql";
import type { DescribedProcedure } from "../../../shared/contract/json-schema.ts";
import { pascalCase } from "../openapi/schemas.ts";
import { graphqlName, type Names } from "./names.ts";
import type { OutputTypes } from "./output-types.ts";

const required = <T extends GraphQLObjectType | typeof GraphQLString>(type: T) => new GraphQLNonNull(type);

const SubjectMessages = new GraphQLObjectType({
  name: "SubjectMessages",
  description: "Messages about one field or resource.",
  fields: {
    subject: { type: required(GraphQLString) },
    messages: { type: new GraphQLNonNull(new GraphQLList(required(GraphQLString))) },
  },
});

const commonFields = (): Record<string, GraphQLFieldConfig<unknown, unknown>> => ({
  code: { type: required(GraphQLString), description: "The code of the contract." },
  message: { type: required(GraphQLString), description: "A sentence for people." },
  status: { type: new GraphQLNonNull(GraphQLInt), description: "The HTTP status of this error over REST." },
  errors: { type: new GraphQLNonNull(new GraphQLList(required(SubjectMessages))) },
});

/** Names that every schema holds. */
export const errorTypeNames = ["ApiError", SubjectMessages.name];

/** Builds the types of declared errors: one for each code, or for each procedure where the error has details. */
export class ErrorTypes {
  readonly base = new GraphQLInterfaceType({
    name: "ApiError",
    description: "An error that a contract declares.",
    fields: commonFields,
  });
  readonly #names: Names;
  readonly #outputs: OutputTypes;
  readonly #byCode = new Map<string, GraphQLObjectType>();

  constructor(names: Names, outputs: OutputTypes) {
    this.#names = names;
    this.#outputs = outputs;
  }

  /** The types of a procedure's errors, by code. */
  of({ name, procedure, details }: DescribedProcedure): ReadonlyMap<string, GraphQLObjectType> {
    const codes = Object.entries(procedure.errors);
    return new Map(
      codes.map(([code, { detail }]) => {
        const schema = details[code];
        const preferredName = `${pascalCase(graphqlName(code))}Error`;
        if (schema === undefined) return [code, this.#shared(code, preferredName)];
        const typeName = this.#names.take(pascalCase(name) + preferredName);
        const type = this.#outputs.typeOf(schema, `${typeName}Details`);
        return [code, this.#create(typeName, detail, { details: { type } })];
      }),
    );
  }

  #shared(code: string, preferredName: string): GraphQLObjectType {
    const cached = this.#byCode.get(code);
    if (cached !== undefined) return cached;
    const type = this.#create(this.#names.take(preferredName), `An error with the code \`${code}\`.`);
    this.#byCode.set(code, type);
    return type;
  }

  #create(name: string, description: string, more: ReturnType<typeof commonFields> = {}): GraphQLObjectType {
    return new GraphQLObjectType({
      name,
      description,
      interfaces: [this.base],
      fields: () => ({ ...commonFields(), ...more }),
    });
  }
}
