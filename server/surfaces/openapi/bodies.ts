import { isBodiless, type Rest, type Route } from "../../../shared/contract/index.ts";
import type { DescribedProcedure, JsonSchema } from "../../../shared/contract/json-schema.ts";
import { exampleOf, pascalCase, refName, refTo, resolve, type Schemas } from "./schemas.ts";
import type { MediaType, Parameter, RequestBody, ResponseObject } from "./specification.ts";

/** A piece of an operation, and the schemas it names. */
interface Named<T> {
  readonly value: T;
  readonly schemas: Schemas;
}

/** Fields of an input, apart. */
const fieldsOf = (input: JsonSchema, schemas: Schemas): [name: string, schema: JsonSchema, required: boolean][] => {
  const { properties = {}, required = [] } = resolve(input, schemas);
  return Object.entries(properties).map(([name, schema]) => [
    name,
    typeof schema === "object" ? schema : {},
    required.includes(name),
  ]);
};

const hasBody = ({ method }: Route) => method === "POST" || method === "PUT";

/** The fields of the input that the address carries: those of the path, and under GET all others too. */
export function parametersOf({ input }: DescribedProcedure, route: Route, schemas: Schemas): readonly Parameter[] {
  const inPath = new Set(route.parameters);
  return fieldsOf(input, schemas)
    .filter(([name]) => inPath.has(name) || route.method === "GET")
    .map(([name, { description, examples = [], ...schema }, required]) => ({
      name,
      in: inPath.has(name) ? "path" : "query",
      required: required || inPath.has(name),
      ...(description !== undefined && { description }),
      schema,
      // Tools that let people try a call send every example: what may be left out is.
      ...(examples.length > 0 && (required || inPath.has(name)) && { example: examples[0] }),
    }));
}

function jsonOf(schema: JsonSchema, schemas: Schemas, of: "answer" | "request"): Readonly<Record<string, MediaType>> {
  const example = exampleOf(schema, schemas, of);
  return { "application/json": { schema, ...(example !== undefined && { example }) } };
}

/** An example of an input without what the address carries of it. */
const withoutFields = (example: unknown, names: ReadonlySet<string>): unknown =>
  typeof example === "object" && example !== null
    ? Object.fromEntries(Object.entries(example).filter(([name]) => !names.has(name)))
    : example;

const wrap = (key: string, schema: JsonSchema): JsonSchema => ({
  type: "object",
  properties: { [key]: schema },
  required: [key],
});

/**
 * The body of a request: `ArticlesPublishInput` holds the fields, `ArticlesPublishRequest` the envelope around them.
 * @returns `undefined` when no field is left for a body.
 */
export function requestBodyOf(
  { name, procedure, input }: DescribedProcedure,
  route: Route,
  schemas: Schemas,
): Named<RequestBody> | undefined {
  const inPath = new Set(route.parameters);
  const fields = fieldsOf(input, schemas).filter(([field]) => !inPath.has(field));
  if (!hasBody(route) || fields.length === 0) return undefined;
  const required = fields.filter(([, , isRequired]) => isRequired).map(([field]) => field);
  const inputName = `${pascalCase(name)}Input`;
  const examples = resolve(input, schemas).examples?.map((example) => withoutFields(example, inPath));
  const named: Record<string, JsonSchema> = {
    [inputName]: {
      type: "object",
      properties: Object.fromEntries(fields.map(([field, schema]) => [field, schema])),
      ...(required.length > 0 && { required }),
      ...(examples !== undefined && { examples }),
    },
  };
  const key = procedure.rest?.body;
  const bodyName = key === undefined ? inputName : `${pascalCase(name)}Request`;
  if (key !== undefined) named[bodyName] = wrap(key, refTo(inputName));
  const content = jsonOf(refTo(bodyName), { ...schemas, ...named }, "request");
  return { value: { required: key !== undefined || required.length > 0, content }, schemas: named };
}

/**
 * The answer of success. A named output in its envelope is `ArticleReply` for all procedures that answer it so; any
 * other output is named after its procedure, `TagsListOutput`.
 */
export function successOf(
  { name, procedure, output }: DescribedProcedure,
  { reply: key, status }: Rest,
  schemas: Schemas,
): Named<ResponseObject> {
  if (isBodiless(status)) return { value: { description: status === 202 ? "Will be done." : "Done." }, schemas: {} };
  const named: Record<string, JsonSchema> = {};
  const give = (newName: string, schema: JsonSchema) => {
    named[newName] = schema;
    return refTo(newName);
  };
  const component = refName(output);
  const plain = component === undefined ? give(`${pascalCase(name)}Output`, output) : output;
  const isUsual = component !== undefined && key !== undefined && pascalCase(key) === component;
  const replyName = `${isUsual ? component : pascalCase(name)}Reply`;
  const body = key === undefined ? plain : give(replyName, wrap(key, plain));
  const description = resolve(output, schemas).description ?? `${procedure.summary}.`;
  return { value: { description, content: jsonOf(body, { ...schemas, ...named }, "answer") }, schemas: named };
}
