import {
  type Api,
  conditionsOf,
  deprecationSentence,
  type Events,
  isBodiless,
  type Method,
  type Procedure,
  parseRoute,
  proceduresOf,
  type Rest,
  statusesOf,
  takesIdempotencyKey,
  tenantSentence,
} from "../../../shared/contract/index.ts";
import { type DescribedProcedure, describeApi, type JsonSchema } from "../../../shared/contract/json-schema.ts";
import { wireVersion } from "../../../shared/version.ts";
import { mayCallerKeep } from "../../http/cacheable-response.ts";
import { requestBodyOf, successOf } from "./bodies.ts";
import { nameObjects } from "./names.ts";
import { parametersOf } from "./parameters.ts";
import { portable } from "./portable-schemas.ts";
import {
  headerRef,
  headers,
  Issue,
  limitHeaders,
  Problem,
  problemResponses,
  problemResponsesOf,
  responsePrefix,
} from "./problem-responses.ts";
import { camelCase, refPrefix, type Schemas } from "./schemas.ts";
import { securityOf, securitySchemes } from "./security.ts";
import type { OpenApiDocument, Operation, OperationMethod, Parameter, Tag } from "./specification.ts";
import { webhookSchemasOf, webhooksOf, webhooksTag } from "./webhooks.ts";

/** API version in the document. */
export const apiVersion = `${wireVersion}.0.0`;

const info = {
  title: "Dovetail",
  version: apiVersion,
  summary: "A publishing service: accounts, profiles, articles and what readers make of them.",
  description: [
    "Times are ISO 8601 in UTC. Fields may be added to answers at any time: ignore those you do not know.",
    "Null for an optional field of an input omits it, unless null is a value of the field; partial updates refuse such a null.",
    "Errors are RFC 9457 problem details; `code` identifies the error.",
    "Lists are paged by `limit` and `offset`, or at any depth by `cursor`, which is the `next` of the page before.",
  ].join("\n\n"),
  contact: { name: "Dovetail" },
  license: { name: "MIT", identifier: "MIT" },
};

const methodNames: Readonly<Record<Method, OperationMethod>> = {
  GET: "get",
  POST: "post",
  PUT: "put",
  PATCH: "patch",
  DELETE: "delete",
};

/** Idempotency key: a retry with the same key runs once. Has no example, since tools would send it with every call. */
const keyParameter: Parameter = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "1 to 255 visible ASCII characters, new for each thing to be done. A repeated call gets the first one's answer.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

/** Conditional read: 304 without a body when the client's copy is current. */
const etagParameter: Parameter = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The `ETag` of an answer at hand: while it holds, 304 comes instead.",
  schema: { type: "string" },
};
/** Resume position that browsers send when they reconnect. */
const resumeParameter: Parameter = {
  name: "Last-Event-ID",
  in: "header",
  required: false,
  description: "The `id` of the last message received; it comes before `lastEventId`.",
  schema: { type: "string" },
};
const etagHeader = { etag: headerRef("ETag") };
const notModified = { 304: { description: "The answer at hand still holds.", headers: etagHeader } };

/** Headers of success responses, by what the contract declares. */
const successHeaders = (procedure: Procedure) => ({
  ...(procedure.limit !== undefined && limitHeaders),
  ...(takesIdempotencyKey(procedure) && { "idempotency-replayed": headerRef("IdempotencyReplayed") }),
  ...(procedure.access === "optional" &&
    procedure.kind !== "mutation" && { "www-authenticate": headerRef("WWWAuthenticate") }),
});

/** Headers of a deprecated operation's responses. */
const noticeHeaders = ({ deprecated }: Procedure) => ({
  ...(deprecated !== undefined && { deprecation: headerRef("Deprecation") }),
  ...(deprecated?.sunset !== undefined && { sunset: headerRef("Sunset") }),
});

function describeAccess({ access }: Procedure): string[] {
  const { role, scope, fresh, tenant } = conditionsOf(access);
  return [
    ...(role === undefined ? [] : [`Needs the role \`${role}\`.`]),
    ...(tenant === undefined ? [] : [tenantSentence(tenant)]),
    ...(scope === undefined ? [] : [`Open to API keys with the scope \`${scope}\`.`]),
    ...(fresh === true ? ["Needs a session whose owner proved who they are within the last ten minutes."] : []),
  ];
}

/** One procedure as an operation, with the schemas that only it or operations like it reference. */
function operationOf(described: DescribedProcedure, rest: Rest, schemas: Schemas): [Operation, Schemas] {
  const { name, procedure } = described;
  const route = parseRoute(rest.route);
  const { deprecated } = procedure;
  const deprecationNote = deprecated === undefined ? [] : [deprecationSentence(deprecated, "`")];
  const description = [deprecationNote, procedure.description ?? [], describeAccess(procedure)].flat().join(" ");
  const isKept = mayCallerKeep(procedure) && route.method === "GET" && !isBodiless(rest, procedure);
  const isValidated = isKept || (rest.etag !== undefined && route.method === "GET");
  const parameters = [
    ...parametersOf(described, rest, route, schemas),
    ...(takesIdempotencyKey(procedure) ? [keyParameter] : []),
    ...(isValidated ? [etagParameter] : []),
    ...(procedure.kind === "subscription" ? [resumeParameter] : []),
  ];
  const request = requestBodyOf(described, rest, route, schemas);
  const successes = statusesOf(rest).map((status) => [status, successOf(described, rest, status, schemas)] as const);
  const carried = {
    ...((isValidated || rest.etag !== undefined) && etagHeader),
    ...successHeaders(procedure),
    ...(rest.location !== undefined && { location: headerRef("Location") }),
    ...(rest.filename !== undefined && { "content-disposition": headerRef("ContentDisposition") }),
    ...noticeHeaders(procedure),
  };
  const hasHeaders = Object.keys(carried).length > 0;
  const operation: Operation = {
    operationId: camelCase(name),
    "x-procedure": name,
    summary: procedure.summary,
    description: description === "" ? `${procedure.summary}.` : description,
    ...(deprecated !== undefined && { deprecated: true }),
    tags: [name.split(".", 1).join()],
    security: securityOf(procedure.access),
    ...(parameters.length > 0 && { parameters }),
    ...(request !== undefined && { requestBody: request.value }),
    responses: {
      ...Object.fromEntries(
        successes.map(([status, { value }]) => [status, { ...value, ...(hasHeaders && { headers: carried }) }]),
      ),
      ...(isValidated && notModified),
      ...problemResponsesOf(described, rest, route),
    },
  };
  const schemasOfSuccess = successes.map(([, { schemas: named }]) => named);
  return [operation, Object.assign({}, request?.schemas, ...schemasOfSuccess)];
}

/** Describes a tag from the summaries of its procedures. */
function tagOf([feature, contracts]: [string, Api[string]]): Tag {
  const words = feature.replace(/([A-Z])/g, " $1").toLowerCase();
  const summaries = Object.values(contracts).map(({ summary }) => `- ${summary}`);
  return { name: feature, description: [`Calls about ${words}:`, "", ...summaries].join("\n") };
}

/** Rejects duplicate operation ids: generators would write one function for both. */
function refuseDuplicates(ids: readonly string[]): void {
  const duplicate = ids.find((id, place) => ids.indexOf(id) < place);
  if (duplicate !== undefined) throw new TypeError(`OpenAPI: two procedures would be called "${duplicate}"`);
}

/** Adds schemas to those known. @throws {TypeError} when a name already denotes a different schema. */
function add(known: Record<string, JsonSchema>, schemas: Schemas): void {
  for (const [name, schema] of Object.entries(schemas)) {
    if (known[name] !== undefined && JSON.stringify(known[name]) !== JSON.stringify(schema))
      throw new TypeError(`OpenAPI: two different schemas would be called "${name}"`);
    known[name] = schema;
  }
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

/** Procedures that REST does not serve. */
const trpcOnlyOf = (procedures: readonly DescribedProcedure[]) =>
  procedures
    .filter(({ procedure }) => procedure.rest === undefined)
    .map(({ name, procedure: { summary, deprecated } }) => ({
      name,
      summary,
      ...(deprecated !== undefined && { deprecated: true as const }),
    }));

/** The shared responses and headers that the paths use. */
function usedBy(paths: OpenApiDocument["paths"]) {
  const pathsText = JSON.stringify(paths);
  const responses = Object.fromEntries(
    Object.entries(problemResponses()).filter(([name]) => pathsText.includes(`"${responsePrefix}${name}"`)),
  );
  const text = pathsText + JSON.stringify(responses);
  const used = Object.entries(headers).filter(([name]) => text.includes(`"${headerRef(name).$ref}"`));
  return { responses, headers: Object.fromEntries(used) };
}

/**
 * Creates the OpenAPI 3.1 document of an API. Needs no running server and opens no connection; equal contracts give
 * equal bytes. Procedures without a REST route have no path and are listed in `x-trpc-only`.
 * @param serverUrl URL of the REST surface; a relative one resolves against the document's URL.
 * @throws {TypeError} when two different schemas, or two operations, would share a name.
 */
export function createOpenApiDocument(api: Api, serverUrl = "/api", events: Events = {}): OpenApiDocument {
  const { components, procedures } = describeApi(proceduresOf(api), refPrefix);
  const schemas: Record<string, JsonSchema> = { ...components };
  add(schemas, { Problem, Issue });
  const paths: Record<string, Partial<Record<OperationMethod, Operation>>> = {};
  for (const described of procedures) {
    const { rest } = described.procedure;
    if (rest === undefined) continue;
    const { method, path } = parseRoute(rest.route);
    const [operation, own] = operationOf(described, rest, components);
    add(schemas, own);
    paths[path] = { ...paths[path], [methodNames[method]]: operation };
  }
  refuseDuplicates(procedures.map(({ name }) => camelCase(name)));
  add(schemas, webhookSchemasOf(events));
  const named = nameObjects(schemas);
  const webhooks = webhooksOf(events, named);
  const hasOwnTag = Object.keys(webhooks).length > 0 && !Object.hasOwn(api, webhooksTag.name);
  const trpcOnly = trpcOnlyOf(procedures);
  return {
    openapi: "3.1.0",
    info,
    servers: [{ url: serverUrl }],
    tags: [...Object.entries(api).map(tagOf), ...(hasOwnTag ? [webhooksTag] : [])],
    paths,
    ...(Object.keys(webhooks).length > 0 && { webhooks }),
    components: {
      schemas: Object.fromEntries(
        Object.entries(named)
          .map(([name, schema]) => [name, portable(schema, "component", named)] as const)
          .sort(byName),
      ),
      ...usedBy(paths),
      securitySchemes,
    },
    ...(trpcOnly.length > 0 && { "x-trpc-only": trpcOnly }),
  };
}
