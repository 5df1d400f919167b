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
import { StreamReset } from "./stream-format.ts";

type Fields = Record<string, GraphQLFieldConfig<unknown, unknown>>;

const reserved = [
  ...["Query", "Mutation", "Subscription", "Success", StreamReset.name],
  ...[...specifiedScalarTypes, DateTime, LocalDate, SafeInt, Json].map(({ name }) => name),
  ...connectionTypeNames,
  ...errorTypeNames,
];

const descriptionOf = ({ procedure: { summary, description } }: DescribedProcedure) =>
  description === undefined ? `${summary}.` : `${summary}.\n\n${description}`;

/** A root field by its name, and why it should no longer be used. */
interface RootField {
  readonly described: DescribedProcedure;
  readonly deprecationReason?: string;
}

/** The root fields of a procedure: one for each of its names. Types of a former one keep their former names as well. */
function rootFieldsOf(described: DescribedProcedure): readonly RootField[] {
  const { name, procedure } = described;
  const { deprecated, formerly = [] } = procedure;
  const deprecationReason = deprecated && deprecationSentence(deprecated, "`");
  return [
    { described, ...(deprecationReason !== undefined && { deprecationReason }) },
    ...formerly.map((former) => ({
      described: { ...described, name: former },
      deprecationReason: deprecationReason ?? `Renamed: use \`${camelCase(name)}\`.`,
    })),
  ];
}

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
    const ofKind = procedures.filter(({ procedure }) => procedure.kind === kind).flatMap(rootFieldsOf);
    return Object.fromEntries(
      ofKind.map(({ described, ...deprecation }) => [
        taken.take(camelCase(described.name)),
        { ...fields.rootField(described), description: descriptionOf(described), ...deprecation },
      ]),
    );
  };
  const queries = rootFields("query");
  const mutations = rootFields("mutation");
  const subscriptions = rootFields("subscription");
  const isEmpty = Object.keys(queries).length === 0;
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: "Query", fields: isEmpty ? noFields() : queries }),
    ...(Object.keys(mutations).length > 0 && {
      mutation: new GraphQLObjectType({ name: "Mutation", fields: mutations }),
    }),
    ...(Object.keys(subscriptions).length > 0 && {
      subscription: new GraphQLObjectType({ name: "Subscription", fields: subscriptions }),
    }),
  });
}
