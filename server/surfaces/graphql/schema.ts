import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  specifiedScalarTypes,
} from "graphql";
import { type Api, deprecationSentence, proceduresOf } from "../../../shared/contract/index.ts";
import { type DescribedProcedure, describeApi } from "../../../shared/contract/json-schema.ts";
import { camelCase, refPrefix } from "../openapi/schemas.ts";
import { Connections, connectionTypeNames } from "./connections.ts";
import { ErrorTypes, errorTypeNames } from "./error-types.ts";
import { InputTypes } from "./input-types.ts";
import { Names } from "./names.ts";
import { OutputTypes } from "./output-types.ts";
import { ProcedureFields } from "./procedure-fields.ts";
import { DateTime, Json, LocalDate, SafeInt } from "./scalars.ts";

type Fields = Record<string, GraphQLFieldConfig<unknown, unknown>>;

const reserved = [
  ...["Query", "Mutation", "Subscription", "Success"],
  ...[...specifiedScalarTypes, DateTime, LocalDate, SafeInt, Json].map(({ name }) => name),
  ...connectionTypeNames,
  ...errorTypeNames,
];

const descriptionOf = ({ procedure: { summary, description } }: DescribedProcedure) =>
  description === undefined ? `${summary}.` : `${summary}.\n\n${description}`;

/** A root field's texts, beside its type. */
const textsOf = (described: DescribedProcedure) => ({
  description: descriptionOf(described),
  ...(described.procedure.deprecated !== undefined && {
    deprecationReason: deprecationSentence(described.procedure.deprecated, "`"),
  }),
});

/** GraphQL has no type without fields; an API without queries still has a query type. */
const noFields = (): Fields => ({
  ok: { type: new GraphQLNonNull(GraphQLBoolean), description: "Always true.", resolve: () => true },
});

/** Derives the GraphQL schema of an API. Equal contracts give equal schemas. */
export function createGraphqlSchema(api: Api): GraphQLSchema {
  const { components, procedures } = describeApi(proceduresOf(api), refPrefix);
  const names = new Names(reserved);
  const outputs = new OutputTypes(components, names, (component) => fields.linksOf(component));
  const fields = new ProcedureFields(procedures, {
    components,
    names,
    outputs,
    inputs: new InputTypes(components, names),
    connections: new Connections(components, names, outputs),
    errors: new ErrorTypes(names, outputs),
  });
  const rootFields = (kind: string): Fields => {
    const taken = new Names();
    const ofKind = procedures.filter(({ procedure }) => procedure.kind === kind);
    return Object.fromEntries(
      ofKind.map((described) => [
        taken.take(camelCase(described.name)),
        { ...fields.rootField(described), ...textsOf(described) },
      ]),
    );
  };
  const queries = rootFields("query");
  const mutations = rootFields("mutation");
  const isEmpty = Object.keys(queries).length === 0;
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: "Query", fields: isEmpty ? noFields() : queries }),
    ...(Object.keys(mutations).length > 0 && {
      mutation: new GraphQLObjectType({ name: "Mutation", fields: mutations }),
    }),
  });
}
