import {
  addressFormOf,
  headerOf,
  type Procedure,
  placeOf,
  type Rest,
  type Route,
} from "../../../shared/contract/index.ts";
import type { DescribedProcedure, JsonSchema } from "../../../shared/contract/json-schema.ts";
import { portable } from "./portable.ts";
import { resolve, type Schemas } from "./schemas.ts";
import type { Parameter } from "./specification.ts";

/** A field of an input: its name, its schema and whether it has to be sent. */
export type Field = readonly [name: string, schema: JsonSchema, isRequired: boolean];

/** Fields of an input, apart. */
export function fieldsOf(input: JsonSchema, schemas: Schemas): readonly Field[] {
  const { properties = {}, required = [] } = resolve(input, schemas);
  return Object.entries(properties).map(([name, schema]) => [
    name,
    typeof schema === "object" ? schema : {},
    required.includes(name),
  ]);
}

/** Written as HTTP's own documents write it: `x-signature` is `X-Signature`. */
const headerName = (header: string) => header.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());

/** No item at all is an empty list, so that a list has to be given only where it may not be empty. */
const mustBeGiven = ([, { minItems = 0 }, isRequired]: Field, isList: boolean) =>
  isRequired && (!isList || minItems > 0);

function parameterOf(procedure: Procedure, rest: Rest, route: Route, field: Field, schemas: Schemas): Parameter {
  const [name, { description, examples = [], ...described }] = field;
  const schema = portable(described, "parameter", schemas);
  const place = placeOf(rest, route, name);
  const own = procedure.input.shape[name];
  const form = own === undefined ? undefined : addressFormOf(own);
  const header = headerOf(rest, name);
  const isList = place === "query" && form?.kind === "list";
  const isRequired = place === "path" || mustBeGiven(field, isList);
  // Tools that let people try a call send every example: what may be left out is.
  const example = examples.length > 0 && isRequired && { example: examples[0] };
  return {
    name: header === undefined ? name : headerName(header),
    in: place === "path" || place === "header" ? place : "query",
    required: isRequired,
    ...(description !== undefined && { description }),
    ...(isList && { style: "form" as const, explode: true as const }),
    ...(place === "query" && form?.kind === "json"
      ? { content: { "application/json": { schema, ...example } } }
      : { schema, ...example }),
  };
}

/** The fields of the input that the address and headers carry. A condition is text in quotes, whatever its field is. */
export function parametersOf(
  { procedure, input }: DescribedProcedure,
  rest: Rest,
  route: Route,
  schemas: Schemas,
): readonly Parameter[] {
  return fieldsOf(input, schemas)
    .filter(([name]) => placeOf(rest, route, name) !== "body")
    .map((field) => {
      const parameter = parameterOf(procedure, rest, route, field, schemas);
      if (field[0] !== rest.ifMatch) return parameter;
      const description = "The `ETag` of the version that is to be changed: 412 when it has changed since.";
      return { ...parameter, description, schema: { type: "string" as const } };
    });
}
