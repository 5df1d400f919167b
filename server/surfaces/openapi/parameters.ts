import {
  headerOf,
  type Procedure,
  parameterEncodingOf,
  placeOf,
  type Rest,
  type Route,
} from "../../../shared/contract/index.ts";
import type { DescribedProcedure, JsonSchema } from "../../../shared/contract/json-schema.ts";
import { portable } from "./portable-schemas.ts";
import { resolve, type Schemas } from "./schemas.ts";
import type { Parameter } from "./specification.ts";

/** A field of an input: name, schema and whether it is required. */
export type Field = readonly [name: string, schema: JsonSchema, isRequired: boolean];

/** Splits an input into its fields. */
export function fieldsOf(input: JsonSchema, schemas: Schemas): readonly Field[] {
  const { properties = {}, required = [] } = resolve(input, schemas);
  return Object.entries(properties).map(([name, schema]) => [
    name,
    typeof schema === "object" ? schema : {},
    required.includes(name),
  ]);
}

/** Usual capitalization of a header: `x-signature` becomes `X-Signature`. */
const headerName = (header: string) => header.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());

/**
 * Whether a parameter is required. No values mean an empty list, so a list is required only where it may not be empty.
 */
const mustBeGiven = ([, { minItems = 0 }, isRequired]: Field, isList: boolean) =>
  isRequired && (!isList || minItems > 0);

function parameterOf(procedure: Procedure, rest: Rest, route: Route, field: Field, schemas: Schemas): Parameter {
  const [name, { description, examples = [], ...described }] = field;
  const schema = portable(described, "parameter", schemas);
  const place = placeOf(rest, route, name);
  const own = procedure.input.shape[name];
  const encoding = own === undefined ? undefined : parameterEncodingOf(own);
  const header = headerOf(rest, name);
  const isList = place === "query" && encoding?.kind === "list";
  const isRequired = place === "path" || mustBeGiven(field, isList);
  // Only required parameters get an example: "try it" tools send every example.
  const example = examples.length > 0 && isRequired && { example: examples[0] };
  return {
    name: header === undefined ? name : headerName(header),
    in: place === "path" || place === "header" ? place : "query",
    required: isRequired,
    ...(description !== undefined && { description }),
    ...(isList && { style: "form" as const, explode: true as const }),
    ...(place === "query" && encoding?.kind === "json"
      ? { content: { "application/json": { schema, ...example } } }
      : { schema, ...example }),
  };
}

const createOnlyParameter: Parameter = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "Write something new only: 412 when it exists already.",
  schema: { type: "string", enum: ["*"] },
};

/** Parameters in path, query and headers. A condition (`If-Match`) is quoted text, whatever the type of its field. */
export function parametersOf(
  { procedure, input }: DescribedProcedure,
  rest: Rest,
  route: Route,
  schemas: Schemas,
): readonly Parameter[] {
  const fields = fieldsOf(input, schemas)
    .filter(([name]) => placeOf(rest, route, name) !== "body")
    .map((field) => {
      const parameter = parameterOf(procedure, rest, route, field, schemas);
      if (field[0] !== rest.ifMatch) return parameter;
      const description = "The `ETag` of the version that is to be changed: 412 when it has changed since.";
      return { ...parameter, description, schema: { type: "string" as const } };
    });
  return rest.ifNoneMatch === undefined ? fields : [...fields, createOnlyParameter];
}
