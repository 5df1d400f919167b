import {
  isBodiless,
  isRedirect,
  type Procedure,
  parameterEncodingOf,
  placeOf,
  type Rest,
  type Route,
} from "../../../shared/contract/index.ts";
import type { DescribedProcedure, JsonSchema } from "../../../shared/contract/json-schema.ts";
import { fieldsOf } from "./parameters.ts";
import { portable } from "./portable-schemas.ts";
import { exampleOf, pascalCase, refName, refTo, resolve, type Schemas } from "./schemas.ts";
import type { MediaType, RequestBody, ResponseObject } from "./specification.ts";

/** A response that is defined inline. */
type InlineResponse = Exclude<ResponseObject, { $ref: string }>;

/** A part of an operation, with the named schemas that it references. */
interface WithSchemas<T> {
  readonly value: T;
  readonly schemas: Schemas;
}

const jsonContent = (schema: JsonSchema, example: unknown): Readonly<Record<string, MediaType>> => ({
  "application/json": { schema, ...(example !== undefined && { example }) },
});

/** The example of an input, reduced to the fields of its body. */
const pickFields = (example: unknown, names: ReadonlySet<string>): unknown =>
  typeof example === "object" && example !== null
    ? Object.fromEntries(Object.entries(example).filter(([name]) => names.has(name)))
    : example;

const wrap = (key: string, schema: JsonSchema): JsonSchema => ({
  type: "object",
  properties: { [key]: schema },
  required: [key],
});

/** A file field: base64 in procedures, raw bytes in a form. */
function asFormField(schema: JsonSchema): JsonSchema {
  if (schema.format !== "base64" && schema.contentEncoding !== "base64") return schema;
  return {
    type: "string",
    format: "binary",
    ...(schema.description !== undefined && { description: schema.description }),
  };
}

/** A form, and how its objects are written: as JSON. Without it, the fields of an object would be fields of the form. */
function formContent(schema: JsonSchema, { input }: Procedure): Readonly<Record<string, MediaType>> {
  const inJson = Object.keys(schema.properties ?? {}).filter((name) => {
    const own = input.shape[name];
    return own !== undefined && parameterEncodingOf(own)?.kind === "json";
  });
  const encoding = Object.fromEntries(inJson.map((name) => [name, { contentType: "application/json" }]));
  const form = { schema, ...(inJson.length > 0 && { encoding }) };
  const hasFile = Object.values(schema.properties ?? {}).some(
    (field) => typeof field === "object" && field.format === "binary",
  );
  return {
    "multipart/form-data": form,
    ...(!hasFile && { "application/x-www-form-urlencoded": form }),
  };
}

/**
 * The request body: `ArticlesPublishInput` holds the fields, `ArticlesPublishRequest` the envelope around them.
 * @returns `undefined` when no field is in the body.
 */
export function requestBodyOf(
  { name, input, procedure }: DescribedProcedure,
  rest: Rest,
  route: Route,
  schemas: Schemas,
): WithSchemas<RequestBody> | undefined {
  const fields = fieldsOf(input, schemas).filter(([field]) => placeOf(rest, route, field) === "body");
  if (fields.length === 0) return undefined;
  const { body: key, accepts } = rest;
  const required = fields.filter(([, , isRequired]) => isRequired).map(([field]) => field);
  const isRequired = key !== undefined || required.length > 0;
  if (typeof accepts === "object") {
    const schema: JsonSchema = { type: "string", format: "binary" };
    return { value: { required: isRequired, content: { [accepts.type ?? "*/*"]: { schema } } }, schemas: {} };
  }
  const form = accepts === "form" ? asFormField : (schema: JsonSchema) => schema;
  const inputName = `${pascalCase(name)}Input`;
  const inBody = new Set(fields.map(([field]) => field));
  const examples = resolve(input, schemas).examples?.map((example) => pickFields(example, inBody));
  const object: JsonSchema = {
    type: "object",
    properties: Object.fromEntries(fields.map(([field, schema]) => [field, form(schema)])),
    ...(required.length > 0 && { required }),
    ...(examples !== undefined && { examples }),
  };
  if (accepts === "form") {
    const content = formContent(portable(object, "component", schemas), procedure);
    return { value: { required: isRequired, content }, schemas: {} };
  }
  const ownSchemas: Record<string, JsonSchema> = { [inputName]: object };
  const bodyName = key === undefined ? inputName : `${pascalCase(name)}Request`;
  if (key !== undefined) ownSchemas[bodyName] = wrap(key, refTo(inputName));
  const body = refTo(bodyName);
  const content = jsonContent(body, exampleOf(body, { ...schemas, ...ownSchemas }, "request"));
  return { value: { required: isRequired, content }, schemas: ownSchemas };
}

/** The members of an output union that belong to one status; the whole output where the contract does not map them. */
function outputForStatus(output: JsonSchema, status: number, rest: Rest, schemas: Schemas): JsonSchema {
  const choices = output.oneOf ?? output.anyOf;
  if (typeof rest.status !== "object" || choices === undefined) return output;
  const { by, of } = rest.status;
  const matching = choices.filter((choice) => {
    const field = typeof choice === "object" ? resolve(choice, schemas).properties?.[by] : undefined;
    const values = typeof field === "object" ? (field.enum ?? [field.const]) : [];
    return values.some((value) => of[String(value)] === status);
  });
  const [only, another] = matching;
  return typeof only === "object" && another === undefined
    ? only
    : { ...output, ...(output.oneOf ? { oneOf: matching } : { anyOf: matching }) };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The example of an answer, with the value of that field where a field of the output selects the status. */
function exampleFor(status: number, { reply, status: statusOf }: Rest, example: unknown): unknown {
  if (typeof statusOf !== "object" || !isObject(example)) return example;
  const inside = reply === undefined ? example : example[reply];
  const value = isObject(inside) ? inside[statusOf.by] : undefined;
  const [matching] = Object.entries(statusOf.of).find(([, one]) => one === status) ?? [];
  if (!isObject(inside) || typeof value !== "string" || statusOf.of[value] === status) return example;
  const changed = { ...inside, [statusOf.by]: matching };
  return reply === undefined ? changed : { ...example, [reply]: changed };
}

/** A success without JSON: an empty body, a redirect, or plain text. */
function plainSuccessOf({ procedure }: DescribedProcedure, rest: Rest, status: number): InlineResponse | undefined {
  const { type } = rest;
  if (type !== undefined)
    return { description: `${procedure.summary}.`, content: { [type]: { schema: { type: "string" } } } };
  if (!isBodiless(rest, procedure)) return undefined;
  return { description: isRedirect(rest.status) ? "It is elsewhere." : status === 202 ? "Will be done." : "Done." };
}

/** A stream of messages. OpenAPI 3.1 describes the body as a whole, so the schema of one message is that of its content. */
const streamOf = ({ procedure, output }: DescribedProcedure): InlineResponse => ({
  description: `${procedure.summary}: Server-Sent Events, each with a message as \`data\` and a resume position as \`id\`. An event \`reset\` says that messages may be missing.`,
  content: {
    "text/event-stream": { schema: { type: "string", contentMediaType: "text/event-stream", contentSchema: output } },
  },
});

/**
 * The success response. A named output in its envelope is `ArticleReply` for all procedures that share it; any other
 * output is named after its procedure, such as `TagsListOutput`.
 */
export function successOf(
  described: DescribedProcedure,
  rest: Rest,
  status: number,
  schemas: Schemas,
): WithSchemas<InlineResponse> {
  const { name, procedure } = described;
  if (procedure.kind === "subscription") return { value: streamOf(described), schemas: {} };
  const simple = plainSuccessOf(described, rest, status);
  if (simple !== undefined) return { value: simple, schemas: {} };
  const { reply: key } = rest;
  const output = outputForStatus(described.output, status, rest, schemas);
  const suffix = output === described.output ? "" : String(status);
  const ownSchemas: Record<string, JsonSchema> = {};
  const addSchema = (newName: string, schema: JsonSchema) => {
    ownSchemas[newName] = schema;
    return refTo(newName);
  };
  const component = refName(output);
  const plain = component === undefined ? addSchema(`${pascalCase(name)}Output${suffix}`, output) : output;
  const isNamedAfterComponent = component !== undefined && key !== undefined && pascalCase(key) === component;
  const replyName = `${isNamedAfterComponent ? component : pascalCase(name)}Reply${isNamedAfterComponent ? "" : suffix}`;
  const body = key === undefined ? plain : addSchema(replyName, wrap(key, plain));
  const description = resolve(output, schemas).description ?? `${procedure.summary}.`;
  const example = exampleFor(status, rest, exampleOf(body, { ...schemas, ...ownSchemas }, "response"));
  return { value: { description, content: jsonContent(body, example) }, schemas: ownSchemas };
}
